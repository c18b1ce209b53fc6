-- GET /campaign-spaces/suggestions: a name is found whatever accents it was typed with, as by search.
drop index ix_campaign_spaces_name;
create index ix_campaign_spaces_name on campaign_spaces using gin (tenant_id, fold_letters(campaign_name) gin_trgm_ops) where deleted_at is null;
