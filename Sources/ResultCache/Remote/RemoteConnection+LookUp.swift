import Digests
import GateModel

extension RemoteConnection {
  /// See ``RemoteStore/lookUp(_:)``. First the results, then those of their files that the server did not put into them.
  mutating func lookUp(_ keys: [CacheKey]) -> [CacheKey: CachedVerdict] {
    if keys.isEmpty { return [:] }
    let start = ContinuousClock.now
    var seen: Set<CacheKey> = []
    let keys = keys.filter { seen.insert($0).inserted }
    var batch = Batch(records: records)
    let requests = keys.map { RemoteRequest(method: .get, url: address(ofResult: records.name(of: $0))) }
    let mayGoOn = perform(requests, within: settings.timeout) { batch.take($1, under: keys[$0]) }
    if mayGoOn, !batch.wanted.isEmpty {
      let wanted = batch.wanted
      let requests = wanted.map { RemoteRequest(method: .get, url: address(ofFile: Digest256.hex($0.result.digest))) }
      let left = settings.timeout - (ContinuousClock.now - start)
      _ = perform(requests, within: left) { batch.take($1, as: wanted[$0].result, under: wanted[$0].key) }
    }
    report(batch)
    return batch.found
  }

  private mutating func report(_ batch: Batch) {
    if let status = batch.unexpected {
      let isRefusal = status == 401 || status == 403
      giveUp("\(isRefusal ? "refuses to be read" : "does not answer as a cache does") (status \(status)).")
    } else if batch.refusedCount > 0 {
      let entries = batch.refusedCount == 1 ? "an entry" : "\(batch.refusedCount) entries"
      warn("holds \(entries) that nobody with this repository's key signed; not used.")
    }
  }
}

/// What has come of a look-up so far.
private struct Batch {
  let records: SignedRecord
  var found: [CacheKey: CachedVerdict] = [:]
  /// The results whose file must be asked for.
  var wanted: [(key: CacheKey, result: ActionResult)] = []
  /// How many entries do not verify.
  var refusedCount = 0
  /// A status that no cache answers with.
  var unexpected: Int?

  init(records: SignedRecord) { self.records = records }

  /// Takes the answer to the question for a result.
  mutating func take(_ answer: RemoteAnswer, under key: CacheKey) {
    guard let content = content(of: answer) else { return }
    guard let result = ActionResult(decoding: content) else {
      refusedCount += 1
      return
    }
    if let file = result.contents { return take(file, as: result, under: key) }
    if result.size > UInt64(CachedVerdict.maximumByteCount + 1024) {
      refusedCount += 1
    } else {
      wanted.append((key, result))
    }
  }

  /// Takes the answer to the question for the file of `result`.
  mutating func take(_ answer: RemoteAnswer, as result: ActionResult, under key: CacheKey) {
    guard let content = content(of: answer) else { return }
    take(content, as: result, under: key)
  }

  private mutating func take(_ file: [UInt8], as result: ActionResult, under key: CacheKey) {
    guard result.names(file), let verdict = records.opened(file, under: key) else {
      refusedCount += 1
      return
    }
    // Others are what is left of verdicts that turned out to be wrong.
    if verdict.outcome.verdict == .passed { found[key] = verdict }
  }

  private mutating func content(of answer: RemoteAnswer) -> [UInt8]? {
    switch answer {
    case .status(200, let content): return content
    // Gone, or not there; a failure of the server is the breaker's business.
    case .status(404, _), .status(410, _), .status(500..., _), .unreachable, .untrusted: return nil
    case .status(let status, _): unexpected = status
    case .tooLarge: refusedCount += 1
    }
    return nil
  }
}
