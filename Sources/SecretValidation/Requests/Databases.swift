extension ValidationRequest {
  /// Databases as a service.
  static let databases: [ValidationRequest] = [
    ValidationRequest(
      ["supabase-access-token"], at: ["api.supabase.com"], ["/v1/organizations"],
      source: "https://supabase.com/docs/reference/api/v1-list-all-organizations"),
    ValidationRequest(
      ["neon-api-key"], at: ["console.neon.tech"], ["/api/v2/users/me"],
      doubt: "a key of an organisation is not verified there",
      source: "https://api-docs.neon.tech/reference/getcurrentuserinfo"),
    ValidationRequest(
      ["cockroachdb-key"], at: ["cockroachlabs.cloud"], ["/api/v1/clusters?pagination.limit=1"], answers: [.limited],
      source: "https://www.cockroachlabs.com/docs/cockroachcloud/cloud-api"),
  ]
}
