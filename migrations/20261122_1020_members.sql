-- People, and how they sign in. The auth_ tables belong to the sign-in library (better-auth).
create table member (
  id bigint generated always as identity primary key,
  handle text not null unique check (handle = lower(handle) and length(handle) between 2 and 40),
  name text not null check (length(name) between 1 and 100),
  role text not null default 'member' check (role in
    ('member', 'champion', 'moderator', 'product_owner', 'support_agent', 'community_manager', 'administrator')),
  email text unique check (email = lower(email)),
  auth_id text unique,
  headline text not null default '',
  about text not null default '',
  about_html text not null default '',
  location text not null default '',
  website text not null default '',
  expertise text[] not null default '{}',
  products text[] not null default '{}',
  picture text,
  version int not null default 1,
  joined_at timestamptz not null default now(),
  last_seen_at timestamptz,
  question_count int not null default 0,
  discussion_count int not null default 0,
  answer_count int not null default 0,
  accepted_count int not null default 0,
  helpful_count int not null default 0,
  -- An imported author is claimable until somebody proves to be them.
  imported_at timestamptz,
  claimed_at timestamptz,
  suspended_at timestamptz,
  removed_at timestamptz
);
create index member_by_joined on member (joined_at desc, id desc) where removed_at is null;
create index member_by_standing on member (accepted_count desc, id desc) where removed_at is null;
create index member_by_name on member (lower(name) text_pattern_ops);
create index member_by_handle on member (handle text_pattern_ops);

create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table auth_session (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  user_id text not null references auth_user on delete cascade
);
create index auth_session_by_user on auth_session (user_id);
create table auth_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth_user on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_account_by_user on auth_account (user_id);
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index auth_verification_by_identifier on auth_verification (identifier);
create index auth_verification_by_age on auth_verification (expires_at);
create table auth_two_factor (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references auth_user on delete cascade,
  verified boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index auth_two_factor_by_user on auth_two_factor (user_id);
create table auth_passkey (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references auth_user on delete cascade,
  credential_id text not null,
  counter int not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at timestamptz default now(),
  aaguid text
);
create index auth_passkey_by_user on auth_passkey (user_id);
create index auth_passkey_by_credential on auth_passkey (credential_id);

-- Personal keys to the API. Only a hash is kept; the key itself is shown once.
create table api_token (
  id bigint generated always as identity primary key,
  member_id bigint not null references member,
  name text not null,
  hash text not null unique,
  -- The end of the key, to tell it from others.
  hint text not null,
  may_write boolean not null default false,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index api_token_by_member on api_token (member_id);
