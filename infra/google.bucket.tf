resource "google_storage_bucket" "assets" {
  name                        = "${var.google_project_id}-${var.name}-assets"
  location                    = coalesce(var.bucket_location, var.google_region)
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  labels                      = var.tags

  # A restored database finds the files that were deleted since.
  soft_delete_policy {
    retention_duration_seconds = var.bucket_soft_delete_days * 24 * 60 * 60
  }

  # Uploads that were begun in parts and never finished. (Resumable ones expire by themselves after a week; objects of
  # direct uploads nobody completed are the sweep's, which knows the reservations.)
  lifecycle_rule {
    condition {
      age = 1
    }

    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }

  # Browsers upload straight to the bucket, and read from it.
  dynamic "cors" {
    for_each = length(var.api_cors_origins) > 0 ? [1] : []

    content {
      origin          = var.api_cors_origins
      method          = ["GET", "HEAD", "PUT"]
      response_header = ["Content-Type", "Content-Range", "Content-Disposition", "ETag", "Location", "Range", "x-goog-hash", "x-goog-generation", "x-goog-if-generation-match", "x-goog-content-length-range"]
      max_age_seconds = 3600
    }
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [google_project_service.used]
}

# Create, read, list and delete objects; not the bucket itself, nor who else may.
resource "google_storage_bucket_iam_member" "functions" {
  bucket = google_storage_bucket.assets.name
  role   = "roles/storage.objectUser"
  member = google_service_account.functions.member
}
