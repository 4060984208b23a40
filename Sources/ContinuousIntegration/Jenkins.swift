/// https://www.jenkins.io/doc/book/pipeline/multibranch/ for `CHANGE_TARGET`; the git plugin sets `GIT_PREVIOUS_SUCCESSFUL_COMMIT`.
package struct Jenkins: CIService {
  package let name = "Jenkins"

  package init() {}

  package func isRunning(_ environment: CIEnvironment) -> Bool {
    environment["JENKINS_URL"] != nil && environment["BUILD_NUMBER"] != nil
  }

  package func range(_ environment: CIEnvironment) -> CIRange {
    if let target = environment.branch("CHANGE_TARGET") {
      return CIRange(service: name, subject: "change for \(target)", bases: [.branch(target)])
    }
    let branch = environment["BRANCH_NAME"] ?? environment["GIT_BRANCH"] ?? "HEAD"
    // What the last good build had was checked; what failed since has to be looked at again.
    let known = environment.commit("GIT_PREVIOUS_SUCCESSFUL_COMMIT")
    return CIRange(
      service: name, subject: "build of \(branch)", bases: (known.map { [.commit($0)] } ?? []) + [.defaultBranch])
  }
}
