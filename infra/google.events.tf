locals {
  events_endpoint = local.is_running ? "https://${azurerm_container_app.functions[0].ingress[0].fqdn}/api/events/objects" : null
  events_audience = "https://${var.name}-functions/events/objects"
  # Who delivers for Pub/Sub. A new project has it from docs/operations.md on.
  pubsub_agent = "serviceAccount:service-${data.google_project.main.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_topic" "objects" {
  name   = "${var.name}-objects"
  labels = var.tags

  depends_on = [google_project_service.used]
}

# Events that were refused too often end here, for somebody to look at; the sweep processes their files all the same.
resource "google_pubsub_topic" "dead_letters" {
  name   = "${var.name}-objects-dead-letters"
  labels = var.tags

  depends_on = [google_project_service.used]
}

resource "google_pubsub_subscription" "dead_letters" {
  name                       = "${var.name}-objects-dead-letters"
  topic                      = google_pubsub_topic.dead_letters.id
  message_retention_duration = "604800s"
  labels                     = var.tags

  expiration_policy {
    ttl = ""
  }
}

# The bucket tells the topic of every new object.
data "google_storage_project_service_account" "main" {
  depends_on = [google_project_service.used]
}

resource "google_pubsub_topic_iam_member" "bucket_publishes" {
  topic  = google_pubsub_topic.objects.id
  role   = "roles/pubsub.publisher"
  member = data.google_storage_project_service_account.main.member
}

resource "google_storage_notification" "created" {
  bucket             = google_storage_bucket.assets.name
  topic              = google_pubsub_topic.objects.id
  payload_format     = "JSON_API_V1"
  event_types        = ["OBJECT_FINALIZE"]
  object_name_prefix = "t/"

  depends_on = [google_pubsub_topic_iam_member.bucket_publishes]
}

# The topic tells the functions, with a token of an account that can do nothing else.
resource "google_service_account" "push" {
  account_id   = "${var.name}-push"
  display_name = "${var.name}: pushes object events to the functions"

  depends_on = [google_project_service.used]
}

resource "google_service_account_iam_member" "pubsub_signs_push" {
  service_account_id = google_service_account.push.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = local.pubsub_agent
}

resource "google_pubsub_subscription" "objects" {
  count = local.is_running ? 1 : 0

  name                       = "${var.name}-objects"
  topic                      = google_pubsub_topic.objects.id
  ack_deadline_seconds       = 120
  message_retention_duration = "604800s"
  labels                     = var.tags

  push_config {
    push_endpoint = local.events_endpoint

    oidc_token {
      service_account_email = google_service_account.push.email
      audience              = local.events_audience
    }
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.dead_letters.id
    max_delivery_attempts = 10
  }

  expiration_policy {
    ttl = ""
  }

  depends_on = [google_service_account_iam_member.pubsub_signs_push]
}

# Moving a message to the dead letters is publishing it there and acknowledging it here.
resource "google_pubsub_topic_iam_member" "dead_letters" {
  topic  = google_pubsub_topic.dead_letters.id
  role   = "roles/pubsub.publisher"
  member = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "dead_letters" {
  count = local.is_running ? 1 : 0

  subscription = google_pubsub_subscription.objects[0].id
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}
