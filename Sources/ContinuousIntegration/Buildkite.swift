/// https://buildkite.com/docs/pipelines/configure/environment-variables
package struct Buildkite: CIService {
  package let name = "Buildkite"

  package init() {}

  package func isRunning(_ environment: CIEnvironment) -> Bool { environment["BUILDKITE"] == "true" }

  package func range(_ environment: CIEnvironment) -> CIRange {
    let branch = environment["BUILDKITE_BRANCH"] ?? "HEAD"
    if let number = environment["BUILDKITE_PULL_REQUEST"], number != "false",
      let target = environment.branch("BUILDKITE_PULL_REQUEST_BASE_BRANCH")
    {
      return CIRange(service: name, subject: "pull request into \(target)", bases: [.branch(target)])
    }
    let base = environment.branch("BUILDKITE_PIPELINE_DEFAULT_BRANCH")
    return CIRange(
      service: name, subject: "build of \(branch)", bases: base.map { $0 == branch ? [] : [.branch($0)] } ?? [])
  }
}
