/** The pages that carry the product: each is checked for access and width, and has its picture. */
export interface Shown {
  name: string
  path: string
  as?: 'Tomas Reiner' | 'Viktor Holm'
}

export const pages: Shown[] = [
  { name: 'home-visitor', path: '/' },
  { name: 'home-member', path: '/', as: 'Tomas Reiner' },
  { name: 'question', path: '/search?q=switches+on+and+off+every+ten+minutes', as: 'Tomas Reiner' },
  { name: 'list', path: '/questions', as: 'Tomas Reiner' },
  { name: 'discussions', path: '/discussions' },
  { name: 'space', path: '/spaces/hot-water', as: 'Tomas Reiner' },
  { name: 'topic', path: '/topics/heat-curve' },
  { name: 'ask', path: '/questions/new', as: 'Tomas Reiner' },
  { name: 'search', path: '/search?q=heat+curve+radiators', as: 'Tomas Reiner' },
  { name: 'search-nothing', path: '/search?q=xylophone' },
  { name: 'members', path: '/members' },
  { name: 'member', path: '/members/dev', as: 'Tomas Reiner' },
  { name: 'inbox', path: '/notifications', as: 'Tomas Reiner' },
  { name: 'bookmarks', path: '/bookmarks', as: 'Tomas Reiner' },
  { name: 'keys', path: '/shortcuts' },
  { name: 'signin', path: '/sign-in' },
  { name: 'join', path: '/join' },
  { name: 'settings', path: '/settings', as: 'Tomas Reiner' },
  { name: 'settings-notifications', path: '/settings/notifications', as: 'Tomas Reiner' },
  { name: 'offline', path: '/offline' },
  { name: 'account', path: '/settings/account', as: 'Tomas Reiner' },
  { name: 'permissions', path: '/admin/permissions', as: 'Viktor Holm' },
  { name: 'admin', path: '/admin', as: 'Viktor Holm' },
  { name: 'admin-spaces', path: '/admin/spaces', as: 'Viktor Holm' },
  { name: 'not-here', path: '/questions/999999/nothing' },
  { name: 'mails', path: '/dev/mail' },
  { name: 'mail', path: '/dev/mail' },
  { name: 'mail-itself', path: '/dev/mail' },
  { name: 'design', path: '/design' },
  { name: 'api', path: '/api/docs' },
]
