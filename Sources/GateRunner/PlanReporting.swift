package import GateModel

extension PlannedCheck {
  /// What `gate plan` says of the check. `place` names where it would run; it is asked only when something has to run.
  package func entry(scope: CheckScope, directories: any DirectoryProvider) -> PlanReport.Entry {
    var entry = PlanReport.Entry(
      check: check.id, kind: check.traits.kind, files: [], cachedCount: 0, isCached: false, place: "", reason: "")
    switch state {
    case .nothing(let reason):
      entry.reason = reason
    case .impossible(let error):
      entry.reason = error.message
      entry.isImpossible = true
    case .deferred:
      entry.isDeferred = true
      entry.reason = "the hook's budget has no room for it; pre-push runs it"
    case .ready(let ready):
      do {
        let files = ready.whole == nil ? ready.files : try scope.content.files()
        entry.files = files.map(\.path)
      } catch {
        entry.reason = error.message
        entry.isImpossible = true
        return entry
      }
      entry.cachedCount = ready.fileCount - ready.missingCount
      entry.remoteCount = ready.remoteCount
      entry.isCached = ready.isCached
      entry.reason = reason(for: ready, scope: scope)
      entry.place = placeName(for: ready, scope: scope, directories: directories)
    }
    return entry
  }

  private func reason(for ready: Ready, scope: CheckScope) -> String {
    if ready.isCached {
      return "this content was checked before" + (ready.remoteCount > 0 ? ", elsewhere" : "")
    }
    let waiting = ready.deferral?.files.map { "\($0.count) of \($0.total) affected test files wait for pre-push" }
    let notes = [ready.choice.audit ?? ready.choice.note, waiting].compactMap { $0 }
    if !notes.isEmpty { return notes.joined(separator: "; ") }
    if ready.keys == nil { return "its verdicts are not kept" }
    if ready.missingCount < ready.fileCount { return "\(ready.missingCount) not checked before" }
    return switch scope.kind {
    case .staged, .range: "changed, and not checked before"
    case .all, .files: "not checked before"
    }
  }

  private func placeName(
    for ready: Ready, scope: CheckScope, directories: any DirectoryProvider
  ) -> String {
    if ready.isCached { return "" }
    if check.traits.reading == .blobs { return "blobs" }
    do {
      let reach = try ready.reach(of: check, in: scope)
      let place = try directories.place(for: reach, isolation: check.traits.isolation, isReal: false)
      return (place.isSnapshot ? "snapshot" : "in place") + ": " + place.reason
    } catch {
      return "nowhere: \(error.message)"
    }
  }
}
