/** Every Lucide icon in use. The build draws the sprite from this list: an icon that is missing is added here first. */
export const iconNames = [
  'activity', 'archive', 'arrow-down', 'arrow-left', 'arrow-right', 'arrow-up', 'arrow-up-right', 'at-sign', 'award',
  'ban', 'bell', 'bell-off', 'bold', 'book-open', 'bookmark',
  'calendar-check', 'calendar-days', 'calendar-plus', 'chart-line', 'check', 'check-check', 'chevron-down',
  'chevron-left', 'chevron-right', 'chevron-up', 'circle', 'circle-alert', 'circle-check', 'circle-dashed',
  'circle-dot', 'circle-user-round', 'circle-x', 'clipboard-list', 'clock', 'code', 'coffee', 'compass', 'copy',
  'database', 'download', 'ellipsis', 'external-link', 'eye', 'eye-off',
  'file-text', 'fingerprint-pattern', 'flag', 'gift', 'git-merge', 'globe', 'grip-vertical',
  'hand', 'hand-heart', 'hash', 'heart', 'history', 'hourglass', 'house',
  'image', 'inbox', 'info', 'italic', 'key-round',
  'languages', 'lightbulb', 'link', 'list', 'list-ordered', 'lock', 'lock-open', 'log-in', 'log-out',
  'mail', 'mail-check', 'mail-open', 'megaphone', 'menu', 'merge', 'message-circle', 'message-circle-question-mark',
  'messages-square', 'moon', 'move', 'octagon-alert',
  'package', 'palette', 'paperclip', 'pencil', 'pencil-line', 'pin', 'pin-off', 'plus', 'quote',
  'refresh-cw', 'reply', 'rss', 'scale', 'search', 'send', 'server', 'settings', 'shield', 'shield-alert',
  'shield-check', 'snowflake', 'sparkles', 'split', 'sprout', 'star', 'sun',
  'table', 'tag', 'tags', 'text-quote', 'thumbs-down', 'thumbs-up', 'ticket', 'timer', 'trash-2', 'triangle-alert',
  'undo-2', 'upload', 'user', 'user-minus', 'user-plus', 'user-x', 'users', 'volume-x',
  'webhook', 'wifi', 'wifi-off', 'wrench', 'x',
] as const

export type IconName = (typeof iconNames)[number]
