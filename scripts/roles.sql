-- The database campaigns and its two roles: one owns the schema, the other serves calls. For psql, connected to the database
-- postgres as someone who may create roles and databases; running it again changes nothing.
set client_min_messages = warning;
select 'create role campaign_owner login' where to_regrole('campaign_owner') is null \gexec
alter role campaign_owner createrole; -- for the one that owns the views (0002_row_level_security.sql)
select 'create role campaign_app login nosuperuser nobypassrls' where to_regrole('campaign_app') is null \gexec
-- Who isn't a superuser must be a member of a role to give it a database and to speak for it.
select 'grant campaign_owner to current_user' where not pg_has_role('campaign_owner', 'usage') \gexec
select 'create database campaigns owner campaign_owner' where not exists (select from pg_database where datname = 'campaigns') \gexec

-- What the owner creates, the application may use. Not truncate: it passes row-level security by.
\connect campaigns
alter default privileges for role campaign_owner grant usage on schemas to campaign_app;
alter default privileges for role campaign_owner grant select, insert, update, delete on tables to campaign_app;
alter default privileges for role campaign_owner grant usage on sequences to campaign_app;
