import ContinuousIntegration
import Testing

/// What each service's variables say of the change that a job is about.
@Suite struct ServiceTests {
  private static let one = String(repeating: "1a", count: 20)
  private static let two = String(repeating: "2b", count: 20)
  private static let zeros = String(repeating: "0", count: 40)

  /// The range of a job with these variables, which CI sets itself on top of those that name it.
  private func range(_ variables: [String: String], event: String? = nil) -> CIRange {
    let environment = CIEnvironment(variables) { path in path == "/event.json" ? event.map { Array($0.utf8) } : nil }
    return CIServices.current(environment).range(environment)
  }

  private func github(_ event: String, _ more: [String: String] = [:], payload: String? = nil) -> CIRange {
    range(
      ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": "/event.json"].merging(more) { $1 },
      event: payload)
  }

  @Test func `a pull request on GitHub begins at the first parent of its merge commit, or else leaves its target`() {
    let range = github(
      "pull_request", ["GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": Self.one])
    #expect(range.bases == [.firstParent(of: Self.one), .branch("main")])
    #expect(range.service == "GitHub Actions")
    #expect(range.subject == "pull request into main")
    let head = github(
      "pull_request_target", ["GITHUB_BASE_REF": "dev/x", "GITHUB_REF": "refs/heads/dev/x", "GITHUB_SHA": Self.one])
    #expect(head.bases == [.branch("dev/x")])
  }

  @Test func `a push to GitHub begins where the branch was`() {
    let payload = "{\"before\": \"\(Self.two)\", \"repository\": {\"default_branch\": \"main\"}}"
    #expect(github("push", ["GITHUB_REF_NAME": "main"], payload: payload).bases == [.commit(Self.two)])
    // Where a forced push has thrown that commit away, the default branch is left.
    #expect(github("push", ["GITHUB_REF_NAME": "a"], payload: payload).bases == [.commit(Self.two), .branch("main")])
    let tag = ["GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "tag"]
    #expect(github("push", tag, payload: payload).bases == [])
  }

  @Test func `the first push of a branch to GitHub begins where it left the default branch`() {
    let payload = "{\"before\": \"\(Self.zeros)\", \"repository\": {\"default_branch\": \"trunk\"}}"
    #expect(github("push", ["GITHUB_REF_NAME": "topic"], payload: payload).bases == [.branch("trunk")])
    #expect(github("push", ["GITHUB_REF_NAME": "trunk"], payload: payload).bases == [])
    #expect(github("push", ["GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "tag"], payload: payload).bases == [])
  }

  @Test func `a merge group begins at the base that its event names`() {
    let payload = "{\"merge_group\": {\"base_sha\": \"\(Self.two)\", \"head_sha\": \"\(Self.one)\"}}"
    #expect(github("merge_group", payload: payload).bases == [.commit(Self.two)])
  }

  @Test(arguments: ["", "{", "[]", "{\"before\": 12}", "{\"before\": \"main; rm -rf /\"}", "{\"merge_group\": \"x\"}"])
  func `an event that says nothing of use names no base`(payload: String) {
    #expect(github("push", payload: payload).bases == [])
    #expect(github("merge_group", payload: payload).bases == [])
  }

  @Test func `other events on GitHub are about no change`() {
    for event in ["schedule", "workflow_dispatch", "release"] { #expect(github(event).bases == []) }
  }

  @Test func `a merge request on GitLab begins at its diff's base, and where its result is built at the target's tip`()
  {
    let variables = [
      "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": Self.one,
      "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_COMMIT_BEFORE_SHA": Self.zeros,
      "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
    ]
    #expect(range(variables).bases == [.commit(Self.one), .branch("main")])
    let merged = variables.merging(["CI_MERGE_REQUEST_TARGET_BRANCH_SHA": Self.two]) { $1 }
    #expect(range(merged).bases == [.commit(Self.two), .commit(Self.one), .branch("main")])
  }

  @Test func `a push to GitLab begins where the branch was, and its first one where it left the default branch`() {
    let variables = [
      "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "topic", "CI_DEFAULT_BRANCH": "main",
      "CI_COMMIT_BEFORE_SHA": Self.one,
    ]
    #expect(range(variables).bases == [.commit(Self.one), .branch("main")])
    #expect(range(variables.merging(["CI_COMMIT_BRANCH": "main"]) { $1 }).bases == [.commit(Self.one)])
    let first = variables.merging(["CI_COMMIT_BEFORE_SHA": Self.zeros]) { $1 }
    #expect(range(first).bases == [.branch("main")])
    #expect(range(first.merging(["CI_COMMIT_BRANCH": "main"]) { $1 }).bases == [])
    #expect(range(variables.merging(["CI_PIPELINE_SOURCE": "schedule"]) { $1 }).bases == [])
  }

  @Test func `Buildkite names the branch that a pull request goes to`() {
    let variables = [
      "BUILDKITE": "true", "BUILDKITE_BRANCH": "topic", "BUILDKITE_PULL_REQUEST": "12",
      "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main", "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "trunk",
    ]
    #expect(range(variables).bases == [.branch("main")])
    #expect(range(variables.merging(["BUILDKITE_PULL_REQUEST": "false"]) { $1 }).bases == [.branch("trunk")])
    let own = ["BUILDKITE_PULL_REQUEST": "false", "BUILDKITE_BRANCH": "trunk"]
    #expect(range(variables.merging(own) { $1 }).bases == [])
  }

  @Test func `Jenkins names the target of a change, or the last commit that passed`() {
    let variables = ["JENKINS_URL": "https://ci.example.com/", "BUILD_NUMBER": "4", "CI": "true"]
    #expect(range(variables.merging(["CHANGE_TARGET": "main"]) { $1 }).bases == [.branch("main")])
    let built = ["GIT_PREVIOUS_SUCCESSFUL_COMMIT": Self.one, "GIT_BRANCH": "origin/main"]
    #expect(range(variables.merging(built) { $1 }).bases == [.commit(Self.one), .defaultBranch])
  }

  @Test func `CircleCI names no base, so it is the default branch`() {
    #expect(range(["CIRCLECI": "true", "CIRCLE_BRANCH": "topic"]).bases == [.defaultBranch])
    #expect(range(["CIRCLECI": "true", "CIRCLE_TAG": "v1"]).bases == [])
  }

  @Test func `Azure builds the merge of a pull request`() {
    let variables = [
      "TF_BUILD": "True", "BUILD_REASON": "PullRequest", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
      "BUILD_SOURCEBRANCH": "refs/pull/3/merge", "BUILD_SOURCEVERSION": Self.one,
    ]
    #expect(range(variables).bases == [.firstParent(of: Self.one), .branch("main")])
    #expect(range(["TF_BUILD": "True", "BUILD_REASON": "IndividualCI"]).bases == [.defaultBranch])
    #expect(range(["TF_BUILD": "True", "BUILD_REASON": "Schedule"]).bases == [])
  }

  @Test func `anywhere else the remote's default branch is what a change is measured from`() {
    #expect(range([:]) == CIRange(service: "git", subject: "commits of this branch", bases: [.defaultBranch]))
  }
}
