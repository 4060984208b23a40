internal import ArgumentParser
import Checks
import GateConfiguration
import GateModel
import GitRepository
import LocalFiles
import SecretScanning

/// `gate secrets baseline`: keeps the list of findings that are known.
struct SecretsBaselineCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write down the secrets that tracked files hold, as known ones.",
    discussion: """
      The list names each secret by a fingerprint that tells nothing of it; lines may move and files be renamed. Say \
      `.gate-secrets merge=union` in .gitattributes, and merges keep the lines of both sides.
      """)

  @Argument(help: ArgumentHelp("Tracked files and directories; all where none is named.", valueName: "path"))
  var paths: [String] = []

  @Flag(help: "Add to the list that is there.")
  var update = false

  @Flag(help: "Take out of the list what no tracked file holds any more.")
  var prune = false

  @Flag(help: "Look at what the history holds, too: `gate secrets scan --history` tells what is not listed.")
  var history = false

  @Option(help: ArgumentHelp("The last day on which the new entries hold: 2027-01-31.", valueName: "day"))
  var until: String?

  @Option(help: ArgumentHelp("Who answers for the new entries.", valueName: "name"))
  var owner: String?

  @Option(help: ArgumentHelp("Why the new entries stay.", valueName: "words"))
  var reason: String?

  mutating func validate() throws {
    if prune, !paths.isEmpty { throw ValidationError("--prune looks at all tracked files: name none.") }
    if history, !paths.isEmpty { throw ValidationError("--history looks at all of the repository: name no path.") }
    if let until, CalendarDay(until) == nil { throw ValidationError("--until takes a day, as in 2027-01-31.") }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    guard let root = repository.location.workTree else {
      throw CommandFailure(.misuse, "a bare repository has no working tree to write a list to")
    }
    let request: ScopeRequest = paths.isEmpty ? .all : .files(paths)
    let resolved = try ScopeResolver(directory: context.directory).resolve(request, in: repository)
    let configured = try Self.configured(Project(content: resolved.scope.content, location: repository.location))
    let path = configured.settings.baseline ?? SecretBaseline.defaultPath
    let existing = try Self.existing(path, below: root)
    if existing != nil, !update, !prune {
      throw CommandFailure(
        .misuse, "\(path) is there already", hint: "--update adds to it, --prune takes out what is gone")
    }
    if existing == nil, prune, !update { throw CommandFailure(.misuse, "there is no \(path) to take anything out of") }
    let old = existing ?? SecretBaseline(random: Self.random())
    let scan = try BaselineScan(
      configured.settings, selector: configured.selector, baseline: path, key: old.key,
      content: resolved.scope.content, today: CalendarDay(secondsSince1970: context.now()))
    var found = try await scan.findings(in: resolved.scope, width: context.coreCount)
    if history {
      let lists = try SecretLists(root: root, now: context.now(), replacing: old.key)
      found += try Self.past(lists, in: repository, context)
    }
    return try write(Listing(old: old, found: found), existed: existing != nil, to: path, below: root, context)
  }

  /// What the commits of the repository hold and no other exception covers.
  private static func past(
    _ lists: SecretLists, in repository: borrowing Repository, _ context: CommandContext
  ) throws(CommandFailure) -> [Finding] {
    if repository.isShallow {
      throw CommandFailure(
        .couldNotRun, "this is a shallow clone: the history is not all here", hint: "git fetch --unshallow")
    }
    let scanner: SecretScanner
    do throws(SecretScanningError) {
      scanner = try SecretScanner(disabled: lists.settings.disabledRules, store: CompiledAnchors(context.environment))
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    let scan = SecretHistoryScan(scanner: scanner, lists: lists, opensArchives: lists.settings.opensArchives)
    let outcome = try scan.run(in: repository).outcome
    if let reason = outcome.reason, outcome.verdict == .errored { throw CommandFailure(.couldNotRun, reason) }
    // Some of them tell about an exception, and not about a secret.
    return outcome.findings.filter { $0.fingerprint != nil }
  }

  /// What is in the list and what was found, side by side.
  private struct Listing {
    var old: SecretBaseline
    /// Findings that no other exception covers.
    var found: [Finding]

    /// What the list does not have, each secret once.
    var new: [Finding] {
      var known = Set(old.entries.map(\.fingerprint))
      return found.filter { finding in
        finding.path != nil && finding.fingerprint.map { known.insert($0).inserted } ?? false
      }
    }

    var gone: [SecretBaseline.Entry] {
      let present = Set(found.compactMap(\.fingerprint))
      return old.entries.filter { !present.contains($0.fingerprint) }
    }

    /// What has no fingerprint, or is in no file: the list cannot hold it.
    var left: [Finding] {
      let known = Set(old.entries.map(\.fingerprint))
      return found.filter { $0.fingerprint == nil || $0.path == nil && !known.contains($0.fingerprint ?? "") }
    }
  }

  private func write(
    _ listing: Listing, existed: Bool, to path: RepositoryPath, below root: LocalPath, _ context: CommandContext
  ) throws(CommandFailure) -> ExitStatus {
    var list = listing.old
    let adds = update || !existed
    let added = (adds ? listing.new : []).compactMap(entry)
    list.entries += added
    let gone = prune ? listing.gone : []
    let removed = Set(gone.map(\.fingerprint))
    list.entries.removeAll { removed.contains($0.fingerprint) }
    for finding in adds ? listing.new : [] { context.print("added    \(Self.shown(finding))\n") }
    for entry in gone { context.print("removed  \(entry.rule) in \(entry.path)\n") }
    for finding in listing.left {
      context.complain(
        "gate: not in the list, for it has no secret or no file to name: \(Self.shown(finding)): \(finding.message)")
    }
    if !gone.isEmpty, !history {
      context.complain("gate: the history may hold them: --history keeps what `gate secrets scan --history` finds")
    }
    let missing = prune && !update ? listing.new.count : 0
    if missing > 0 { context.complain("gate: \(missing) more are found and not in the list; --update adds them") }
    do throws(FileError) {
      try LocalFiles.writeAtomically(Array(list.text.utf8), to: root.appending(path))
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    context.print("\(path): \(list.entries.count) known, \(added.count) added, \(gone.count) removed\n")
    return listing.left.isEmpty ? .passed : .failed
  }

  private func entry(_ finding: Finding) -> SecretBaseline.Entry? {
    guard let fingerprint = finding.fingerprint, let path = finding.path else { return nil }
    return SecretBaseline.Entry(
      fingerprint: fingerprint, rule: finding.rule, path: path, until: until.flatMap { CalendarDay($0) }, owner: owner,
      reason: reason)
  }

  private static func shown(_ finding: Finding) -> String {
    "\(finding.rule) in \(finding.path?.description ?? "?")" + (finding.range.map { ":\($0.line)" } ?? "")
  }

  /// What gate.yml says of its check for secrets, of the first where there are several.
  private static func configured(
    _ project: Project
  ) throws(CommandFailure) -> (settings: CheckConfiguration.SecretSettings, selector: FileSelector) {
    if let check = project.configuration.checkForSecrets, case .secrets(let settings) = check.kind {
      return (settings, check.selector)
    }
    throw CommandFailure(.misuse, "gate.yml has no check that looks for secrets", hint: "`secrets: { kind: secrets }`")
  }

  /// The list as it lies in the working tree, which is where it is written.
  private static func existing(_ path: RepositoryPath, below root: LocalPath) throws(CommandFailure) -> SecretBaseline?
  {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFiles.read(root.appending(path), limit: SecretBaseline.sizeLimit)
    } catch {
      if error.isNotFound { return nil }
      throw CommandFailure(.couldNotRun, error.description)
    }
    do throws(SilencingError) {
      return try SecretBaseline(bytes, file: path)
    } catch {
      throw CommandFailure(.misuse, error.description)
    }
  }

  private static func random() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
