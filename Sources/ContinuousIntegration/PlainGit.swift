/// No service that gate knows: what the branch adds to the remote's default branch.
package struct PlainGit: CIService {
  package let name = "git"

  package init() {}

  package func isRunning(_ environment: CIEnvironment) -> Bool { true }

  package func range(_ environment: CIEnvironment) -> CIRange {
    CIRange(service: name, subject: "commits of this branch", bases: [.defaultBranch])
  }
}
