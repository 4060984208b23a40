import GateConfiguration
import GateModel
import GitRepository
import HookInstallation

/// What an installed shim asks for: the hook that was there before, then the checks of gate.yml.
struct HookRun: Sendable {
  /// The hook's name.
  var name: String
  /// What git gives to the hook.
  var arguments: [String]

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    guard GitHooks.names.contains(name) else {
      throw CommandFailure(
        .misuse, "git has no hook \"\(name)\"",
        hint: NearestName.match(for: name, among: GitHooks.names).map { "did you mean \"\($0)\"?" })
    }
    let input = GitHooks.withInput.contains(name) ? context.readStandardInput(limit: PushInput.maximumByteCount) : []
    if let status = try await KeptHookRun(context: context, hook: name).run(arguments, input: input), status != 0 {
      return .failed
    }
    switch name {
    case "pre-push": return try await push(input, in: context)
    case "pre-commit": return try await beforeCommit(in: context)
    case "commit-msg": return try await commitMessage(in: context)
    case "post-commit": return try await afterCommit(in: context)
    default: return try await commit(in: context)
    }
  }

  /// Runs the checks, less those that are begun here for commit-msg to wait for.
  private func beforeCommit(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    guard let run = try prepared(.staged, in: context) else { return .passed }
    let writer = ReportWriter(context: context, format: .text, isVerbose: false)
    if run.awaitedChecks.isEmpty { return await writer.write(run) }
    let awaited = AwaitedChecks(context: context, location: run.location)
    guard try awaited.begin(run) else { return await writer.write(run) }
    let others = run.keeping(Set(run.checks.map(\.id)).subtracting(run.awaitedChecks))
    let status = others.checks.isEmpty ? .passed : await writer.write(others)
    // Fixes may have been staged since.
    if status == .passed { try awaited.keepIndex() } else { awaited.giveUp() }
    return status
  }

  private func commitMessage(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let status = try await commit(in: context)
    if status != .passed { return status }
    let location = try Repository.opened(in: context).location
    return try await AwaitedChecks(context: context, location: location).status()
  }

  /// Runs the hook's own checks, if there are any, and begins what gate.yml wants to be warm.
  private func afterCommit(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    let content: RepositoryContent
    let commit: ObjectID
    let isOnBranch: Bool
    do throws(GitError) {
      guard let head = try repository.headCommit else { return .passed }
      commit = head
      content = try repository.commitContent(head)
      isOnBranch = try repository.currentBranch != nil
    } catch {
      throw CommandFailure(error)
    }
    let configuration = try Project(content: content, location: repository.location).configuration
    var status = ExitStatus.passed
    if configuration.hooks[name] != nil { status = try await self.commit(in: context) }
    // In a rebase the next commit is about to come, and nobody to push.
    if configuration.warmedHook != nil, isOnBranch {
      try BackgroundStart(context: context, location: repository.location).warm(commit)
    }
    return status
  }

  private func commit(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    guard let run = try prepared(.staged, in: context) else { return .passed }
    return await ReportWriter(context: context, format: .text, isVerbose: false).write(run)
  }

  /// Checks what each ref of the push would bring. Every ref is looked at, whatever an earlier one came to.
  private func push(_ input: [UInt8], in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let updates: [RefUpdate]
    do throws(PushInput.SyntaxError) {
      updates = try PushInput.parse(input)
    } catch {
      throw CommandFailure(.couldNotRun, "git's list of what is pushed, line \(error.line): \(error.message)")
    }
    var worst = ExitStatus.passed
    var seen: Set<[ObjectID?]> = []
    for update in updates {
      // A ref that is deleted brings nothing, and two refs to one commit bring the same.
      guard let localID = update.localID, seen.insert([localID, update.remoteID]).inserted else { continue }
      let request = ScopeRequest.update(
        localID: localID, remoteID: update.remoteID, remote: arguments.first ?? "origin",
        name: update.remoteRef.description)
      let prepared: CheckRun?
      do throws(CommandFailure) {
        prepared = try self.prepared(request, in: context)
      } catch {
        // A tag can stand for a file or a tree, which gate does not check: that is for a person to judge.
        throw CommandFailure(
          error.status, "\(update.remoteRef): \(error.message)",
          hint: error.hint ?? "`GATE=0 git push …` pushes without gate, this once")
      }
      guard let run = prepared else { continue }
      let status = await ReportWriter(context: context, format: .text, isVerbose: false).write(run)
      worst = max(worst, status)
      if status == .interrupted { break }
    }
    return worst
  }

  /// The run, or `nil` where gate.yml lists nothing for this hook.
  private func prepared(_ request: ScopeRequest, in context: CommandContext) throws(CommandFailure) -> CheckRun? {
    let repository = try Repository.opened(in: context)
    // Only commit-msg is given the message in the form in which it is recorded.
    let message = name == "commit-msg" ? arguments.first : nil
    return try CheckRun.forHook(name, request, messageFile: message, in: repository, context: context)
  }
}
