import Checks
import GateConfiguration
import GateModel
import SecretScanning

/// Looks for what a baseline would have to hold: all findings that neither gate.yml nor another list silences.
struct BaselineScan {
  private let check: SecretsCheck

  /// - Parameters:
  ///   - key: what fingerprints are keyed with.
  ///   - content: where the other lists come from.
  /// - Throws: `CommandFailure` where gate.yml names rules that there are not, or another list is wrong.
  init(
    _ settings: CheckConfiguration.SecretSettings, selector: FileSelector, baseline: RepositoryPath, key: [UInt8],
    content: any ContentSource, today: CalendarDay
  ) throws(CommandFailure) {
    let scanner = LazyScanner(disabled: settings.disabledRules, opensArchives: settings.opensArchives)
    let silencing = SecretSilencing(settings.allowed.map(SecretException.init), baseline: baseline, today: today)
    let others: SecretExceptions
    do throws(CheckError) {
      others = try silencing.exceptions(in: content, replacing: key)
    } catch {
      throw CommandFailure(.misuse, error.message, hint: error.hint)
    }
    check = SecretsCheck(
      CheckSettings(id: CheckID("secrets"), selector: selector), maximumSize: settings.maximumSize, version: "",
      silencing: silencing
    ) { bytes, path, _, commit throws(CheckError) in
      try scanner.scan(bytes, path, with: others, commit: commit)
    }
  }

  /// The findings in the files of `scope`, in path order.
  ///
  /// - Throws: `CommandFailure` where something could not be looked at.
  func findings(in scope: CheckScope, width: Int) async throws(CommandFailure) -> [Finding] {
    let files: [SnapshotFile]
    do throws(CheckError) {
      files = try check.selection(in: scope).files
    } catch {
      throw CommandFailure(error)
    }
    if files.isEmpty { return [] }
    let job = CheckJob(files: files, scope: scope, directory: nil, slots: Slots(count: width))
    let outcome = await check.run(job)
    if outcome.verdict == .passed || outcome.verdict == .failed { return outcome.findings }
    throw CommandFailure(.couldNotRun, outcome.reason ?? "the files were not looked at", hint: outcome.hint)
  }
}
