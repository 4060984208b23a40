internal import DocumentTree

/// https://docs.github.com/actions/reference/workflows-and-actions/variables, and the webhook's payload in
/// `GITHUB_EVENT_PATH`.
package struct GitHubActions: CIService {
  package let name = "GitHub Actions"

  package init() {}

  package func isRunning(_ environment: CIEnvironment) -> Bool { environment["GITHUB_ACTIONS"] == "true" }

  package func range(_ environment: CIEnvironment) -> CIRange {
    var range = CIRange(
      service: name, subject: environment["GITHUB_EVENT_NAME"] ?? "run", bases: [],
      depthSetting: "`fetch-depth: 0` for actions/checkout")
    switch environment["GITHUB_EVENT_NAME"] {
    case "pull_request", "pull_request_review", "pull_request_target":
      guard let target = environment.branch("GITHUB_BASE_REF") else { return range }
      range.subject = "pull request into \(target)"
      // The base that the event names is that of the event's time, and moves on while the job waits; the merge commit knows.
      if environment["GITHUB_REF"]?.hasSuffix("/merge") == true, let merge = environment.commit("GITHUB_SHA") {
        range.bases.append(.firstParent(of: merge))
      }
      range.bases.append(.branch(target))
    case "merge_group":
      let group = event(environment)?["merge_group"]
      range.subject = "merge group"
      if let base = CIEnvironment.commit(group?["base_sha"]?.scalarText) { range.bases = [.commit(base)] }
    case "push":
      let event = event(environment)
      let branch = environment["GITHUB_REF_NAME"] ?? ""
      range.subject = "push to \(branch)"
      if environment["GITHUB_REF_TYPE"] == "tag" { break }
      if let before = CIEnvironment.commit(event?["before"]?.scalarText) { range.bases = [.commit(before)] }
      // The first push of a branch, or one that forced away what was there: what it adds to the default branch.
      if let main = event?["repository"]?["default_branch"]?.scalarText, main != branch {
        range.bases.append(.branch(main))
      }
    default: break
    }
    return range
  }

  private func event(_ environment: CIEnvironment) -> DocumentNode? {
    guard let bytes = environment["GITHUB_EVENT_PATH"].flatMap(environment.file) else { return nil }
    // An event that is no JSON names no base, and then everything is checked.
    return try? JSONDocument.parse(bytes)
  }
}

extension DocumentNode {
  /// The value of a key, `nil` where there is none or this is no mapping.
  fileprivate subscript(key: String) -> DocumentNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.last { $0.key.content == .string(key) }?.value
  }
}
