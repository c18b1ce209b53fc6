# Run queries and pay for them here; read this one dataset. Nothing is ever written to it.
resource "google_project_iam_member" "queries" {
  project = var.google_project_id
  role    = "roles/bigquery.jobUser"
  member  = google_service_account.functions.member
}

resource "google_bigquery_dataset_iam_member" "reads" {
  project    = coalesce(var.warehouse.project, var.google_project_id)
  dataset_id = var.warehouse.dataset
  role       = "roles/bigquery.dataViewer"
  member     = google_service_account.functions.member
}
