-- The answer to a POST that came with an Idempotency-Key, committed with its effect and given again for 24 hours.
create table idempotency_keys (
  tenant_id text not null,
  key text not null check (length(key) between 1 and 255),
  fingerprint bytea not null check (length(fingerprint) = 32),
  status integer not null,
  headers text[] not null,
  body bytea not null,
  created_at timestamptz not null,
  constraint pk_idempotency_keys primary key (tenant_id, key)
);

-- the sweep looks for those that are too old
create index ix_idempotency_keys_created on idempotency_keys (tenant_id, created_at);
