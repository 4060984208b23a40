/// https://circleci.com/docs/reference/variables/: no variable names a base, so it is what the branch adds to the default one.
package struct CircleCI: CIService {
  package let name = "CircleCI"

  package init() {}

  package func isRunning(_ environment: CIEnvironment) -> Bool { environment["CIRCLECI"] == "true" }

  package func range(_ environment: CIEnvironment) -> CIRange {
    if let tag = environment["CIRCLE_TAG"] { return CIRange(service: name, subject: "tag \(tag)", bases: []) }
    let branch = environment["CIRCLE_BRANCH"] ?? "HEAD"
    return CIRange(service: name, subject: "build of \(branch)", bases: [.defaultBranch])
  }
}
