package import GateModel
import TextMerge

/// Lets fixers work until they agree.
///
/// In a round, every fixer that has something to look at works on a copy of its own, all side by side. What each changed is
/// joined in the order in which the checks are declared, line by line; where a later one's edit is in the way of an earlier
/// one's, it has another try on the joined content in the next round. The content has settled when every fixer has looked at
/// every one of its files as it now is, and changed nothing. One that does not come to that in time is left out, and the
/// others begin anew without it.
package struct FixRounds: Sendable {
  /// How many rounds fixers have to settle in.
  package static let most = 3
  private static let sizeLimit: UInt64 = 64 << 20

  private let copies: any FixCopies
  private let slots: Slots

  /// - Parameter slots: bound how much runs at once.
  package init(copies: any FixCopies, slots: Slots) {
    self.copies = copies
    self.slots = slots
  }

  /// Fixes `files` of `scope`: for each check, in the order in which they are declared, those that its fixer is given.
  package func run(_ requests: [FixRequest], in scope: CheckScope) async -> FixOutcome {
    var rejections: [FixOutcome.Rejection] = []
    var left = requests
    while true {
      switch await settle(left, in: scope) {
      case .interrupted: return FixOutcome(isInterrupted: true)
      case .settled(let state): return state.outcome(rejections)
      case .rejected(let rejection):
        rejections.append(rejection)
        left.removeAll { $0.check.id == rejection.check }
      }
    }
  }

  private enum Settlement {
    case settled(FixState)
    /// One fixer has to be left out.
    case rejected(FixOutcome.Rejection)
    case interrupted
  }

  private func settle(_ requests: [FixRequest], in scope: CheckScope) async -> Settlement {
    var state = FixState(requests)
    for _ in 0..<Self.most {
      let pending = state.pending
      guard let first = pending.first else { return .settled(state) }
      state.beginRound()
      let fixed: CheckScope
      do throws(CheckError) {
        fixed = try scope.fixed(state.fixedFiles)
      } catch {
        return .rejected(FixRejection(requests[first.request].check.id, error.message, error.hint).rejection)
      }
      let results = await work(pending, requests, in: fixed)
      if Task.isCancelled { return .interrupted }
      do throws(FixRejection) {
        try join(results, into: &state, requests, scope)
      } catch {
        return .rejected(error.rejection)
      }
    }
    guard !state.pending.isEmpty, let restless = state.restless else { return .settled(state) }
    return .rejected(
      FixOutcome.Rejection(
        check: requests[restless].check.id,
        reason: "its fixes did not settle in \(Self.most) rounds: each time it changes what it or another one wrote",
        hint: "let one of the two alone fix these files, or set `fix: false`"))
  }

  // MARK: - A round

  private struct WorkResult: Sendable {
    var request: Int
    var files: [SnapshotFile]
    var edits: Result<[FixEdit], FixRejection>
  }

  private func work(
    _ pending: [FixState.Pending], _ requests: [FixRequest], in scope: CheckScope
  ) async -> [WorkResult] {
    await withTaskGroup(of: WorkResult.self) { group in
      for item in pending {
        let check = requests[item.request].check
        group.addTask {
          let edits = await edits(by: check, to: item.files, in: scope)
          return WorkResult(request: item.request, files: item.files, edits: edits)
        }
      }
      var results: [WorkResult] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.request < $1.request }
    }
  }

  private func edits(
    by check: any Check, to files: [SnapshotFile], in scope: CheckScope
  ) async -> Result<[FixEdit], FixRejection> {
    do throws(CheckError) {
      let copy = try copies.makeCopy(for: check, files: files, in: scope)
      defer { copy.remove() }
      let job = CheckJob(files: files, scope: scope, directory: copy.directory, isSnapshot: true, slots: slots)
      let outcome = await check.fix(job)
      guard outcome.verdict == .passed else {
        return .failure(FixRejection(check.id, outcome.reason ?? "its fixer failed", outcome.hint))
      }
      return .success(try copy.edits())
    } catch {
      return .failure(FixRejection(check.id, error.message, error.hint))
    }
  }

  /// Puts what the fixers of a round wrote together.
  private func join(
    _ results: [WorkResult], into state: inout FixState, _ requests: [FixRequest], _ scope: CheckScope
  ) throws(FixRejection) {
    let before = state.versions
    for result in results {
      let check = requests[result.request].check.id
      let edits = Dictionary(try result.edits.get().map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
      for file in result.files {
        guard let bytes = edits[file.path] else {
          state.noteUnchanged(file, by: result.request)
          continue
        }
        do throws(CheckError) {
          let base = before[file.path] ?? file.version
          let joined = try join(bytes, base: base, with: state.versions[file.path] ?? base, scope.content)
          // `nil`: it is in the way of an earlier one's edit, and has its turn again in the next round.
          if let joined { state.note(joined, at: file.path, by: result.request) }
        } catch {
          throw FixRejection(check, error.message, error.hint)
        }
      }
    }
  }

  private func join(
    _ bytes: [UInt8], base: FileVersion, with current: FileVersion, _ content: any ContentSource
  ) throws(CheckError) -> FileVersion? {
    if current == base { return FileVersion(mode: base.mode, id: try copies.record(bytes)) }
    let merged = ThreeWayMerge.merge(
      base: try content.bytes(of: base.id, limit: Self.sizeLimit),
      ours: try content.bytes(of: current.id, limit: Self.sizeLimit), theirs: bytes)
    guard let merged else { return nil }
    return FileVersion(mode: base.mode, id: try copies.record(merged))
  }
}

/// A check's fixer and the files that it is given.
package struct FixRequest: Sendable {
  package var check: any Check
  /// The files in which something is to be fixed.
  package var files: [SnapshotFile]
  /// Files that are right as they are: the fixer looks at one of them where another fixer changes it.
  package var watched: [SnapshotFile]

  package init(check: any Check, files: [SnapshotFile], watched: [SnapshotFile] = []) {
    self.check = check
    self.files = files
    self.watched = watched
  }
}

/// Why a fixer's edits cannot be used.
struct FixRejection: Error {
  let rejection: FixOutcome.Rejection

  init(_ check: CheckID, _ reason: String, _ hint: String?) {
    rejection = FixOutcome.Rejection(check: check, reason: reason, hint: hint)
  }
}
