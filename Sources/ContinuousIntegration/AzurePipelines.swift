/// https://learn.microsoft.com/azure/devops/pipelines/build/variables
package struct AzurePipelines: CIService {
  package let name = "Azure Pipelines"

  package init() {}

  package func isRunning(_ environment: CIEnvironment) -> Bool { environment["TF_BUILD"]?.lowercased() == "true" }

  package func range(_ environment: CIEnvironment) -> CIRange {
    var range = CIRange(
      service: name, subject: "build of \(environment["BUILD_SOURCEBRANCHNAME"] ?? "HEAD")", bases: [],
      depthSetting: "`fetchDepth: 0` for the checkout step")
    switch environment["BUILD_REASON"] {
    case "PullRequest":
      guard let target = environment.branch("SYSTEM_PULLREQUEST_TARGETBRANCH") else { return range }
      range.subject = "pull request into \(target)"
      if environment["BUILD_SOURCEBRANCH"]?.hasSuffix("/merge") == true,
        let merge = environment.commit("BUILD_SOURCEVERSION")
      {
        range.bases.append(.firstParent(of: merge))
      }
      range.bases.append(.branch(target))
    case "IndividualCI", "BatchedCI": range.bases = [.defaultBranch]
    default: break
    }
    return range
  }
}
