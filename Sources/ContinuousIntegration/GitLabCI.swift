/// https://docs.gitlab.com/ci/variables/predefined_variables/
package struct GitLabCI: CIService {
  package let name = "GitLab CI"

  package init() {}

  package func isRunning(_ environment: CIEnvironment) -> Bool { environment["GITLAB_CI"] == "true" }

  package func range(_ environment: CIEnvironment) -> CIRange {
    var range = CIRange(
      service: name, subject: environment["CI_PIPELINE_SOURCE"] ?? "pipeline", bases: [],
      depthSetting: "`GIT_DEPTH: 0` among the job's variables")
    switch environment["CI_PIPELINE_SOURCE"] {
    case "merge_request_event":
      let target = environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"]
      range.subject = "merge request" + (target.map { " into \($0)" } ?? "")
      // Set only where the pipeline runs on the merged result, to which the target's own changes belong.
      if let merged = environment.commit("CI_MERGE_REQUEST_TARGET_BRANCH_SHA") {
        range.bases.append(.commit(merged))
      }
      if let base = environment.commit("CI_MERGE_REQUEST_DIFF_BASE_SHA") { range.bases.append(.commit(base)) }
      if let target { range.bases.append(.branch(target)) }
    case "push", nil:
      guard let branch = environment["CI_COMMIT_BRANCH"] else { return range }
      range.subject = "push to \(branch)"
      if let before = environment.commit("CI_COMMIT_BEFORE_SHA") { range.bases = [.commit(before)] }
      // The first push of a branch has zeros, and one that forced may have thrown away what was there.
      if let base = environment["CI_DEFAULT_BRANCH"], base != branch { range.bases.append(.branch(base)) }
    default: break
    }
    return range
  }
}
