extension ValidationRequest {
  /// Every request, by what kind of service is asked.
  package static let all: [ValidationRequest] =
    clouds + code + models + messaging + payments + observability + services + databases

  /// The request for each rule that has one.
  package static let byRule: [String: ValidationRequest] = Dictionary(
    all.flatMap { request in request.rules.map { ($0, request) } }, uniquingKeysWith: { first, _ in first })
}
