-- Finds the posts that an older renderer has drawn, and those that had to be shown as plain text.
create index post_by_renderer on post (html_version);
