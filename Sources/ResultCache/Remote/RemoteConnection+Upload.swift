import Digests
import GateModel

/// A verdict on its way to the server.
struct RemoteUpload: Hashable {
  var key: CacheKey
  /// The signed record, the file of the result.
  var record: [UInt8]
}

extension RemoteConnection {
  /// How many verdicts one batch holds.
  private static let batch = 64
  /// How much may wait for upload, in bytes; the rest of a huge run is left for a later one.
  private static let mostBytes = 64 << 20
  /// How many time-outs an upload may take all in all, each with progress in it.
  private static let mostTimeouts = 20

  /// See ``RemoteStore/offer(_:)``.
  mutating func offer(_ entries: [(CacheKey, CachedVerdict)]) {
    guard canWrite else { return }
    var room = Self.mostBytes - offered.reduce(0) { $0 + $1.record.count }
    for (key, verdict) in entries where verdict.outcome.verdict == .passed {
      guard let record = records.sealed(verdict, under: key), record.count <= room, !holdsSecret(record) else {
        continue
      }
      room -= record.count
      offered.append(RemoteUpload(key: key, record: record))
    }
  }

  /// See ``RemoteStore/retract(_:)``.
  mutating func retract(_ keys: [CacheKey]) {
    guard canWrite else { return }
    let nothing = CachedVerdict(outcome: CheckOutcome(.failed), duration: .zero, recordedAt: 0)
    for key in keys {
      if let record = records.sealed(nothing, under: key) { offered.append(RemoteUpload(key: key, record: record)) }
    }
  }

  private func holdsSecret(_ record: [UInt8]) -> Bool {
    settings.secrets.contains { secret in
      let secret = Array(secret.utf8)
      guard let first = secret.first else { return false }
      return record.indices.contains { record[$0] == first && record[$0...].starts(with: secret) }
    }
  }

  /// See ``RemoteStore/upload()``.
  mutating func upload() {
    let end = ContinuousClock.now + settings.timeout * Self.mostTimeouts
    var rest = offered[...]
    offered = []
    while canWrite, !rest.isEmpty, ContinuousClock.now < end {
      let batch = Array(rest.prefix(Self.batch))
      rest = rest.dropFirst(Self.batch)
      if !upload(batch) { return }
    }
  }

  /// Uploads files, then the results of those that arrived, so that no result names a file that is not there. Returns whether
  /// the server may be sent more.
  private mutating func upload(_ batch: [RemoteUpload]) -> Bool {
    let results = batch.map { ActionResult(file: $0.record) }
    let files = zip(batch, results).map { upload, result in
      RemoteRequest(method: .put(upload.record), url: address(ofFile: Digest256.hex(result.digest)))
    }
    guard let arrived = put(files) else { return false }
    let messages = arrived.map { index in
      RemoteRequest(method: .put(results[index].encoded), url: address(ofResult: records.name(of: batch[index].key)))
    }
    return messages.isEmpty || put(messages) != nil
  }

  /// Sends `requests`; which of them the server took, `nil` where it may be sent no more.
  private mutating func put(_ requests: [RemoteRequest]) -> [Int]? {
    var taken: [Int] = []
    var refusal: Int?
    let mayGoOn = perform(requests, within: settings.timeout) { index, answer in
      guard case .status(let status, _) = answer else { return }
      switch status {
      case 200..<300: taken.append(index)
      // Too large for this server: others may not be.
      case 413, 500...: return
      default: refusal = status
      }
    }
    if let refusal {
      onlyRead("refuses to be written to (status \(refusal)); nothing was uploaded.")
      return nil
    }
    return mayGoOn ? taken.sorted() : nil
  }
}
