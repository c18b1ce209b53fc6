-- Whose Entra tokens the two roles take (https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-manage-azure-ad-users).
-- After scripts/roles.sql, with the object ids of two managed identities: psql -v owner_object_id=… -v app_object_id=…
\set owner_label 'aadauth,oid=' :owner_object_id ',type=service'
\set app_label 'aadauth,oid=' :app_object_id ',type=service'
security label for pgaadauth on role campaign_owner is :'owner_label';
security label for pgaadauth on role campaign_app is :'app_label';
