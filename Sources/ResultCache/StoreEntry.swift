internal import Digests
import GateModel

/// What a row of the store holds, with the seal that ties it to its key.
///
/// A row is `kind body digest`: one byte, the content, and the SHA-256 over a label, the row's key, the kind and the content.
/// A row whose bytes changed, or that came to lie under another key, does not open.
enum StoreEntry: Hashable {
  case verdict(CachedVerdict)
  /// A note under a name of the caller's.
  case memo(name: String, value: String)
  /// How the check of this name fared.
  case timing(check: String, CheckTiming)
  /// What the last keys of a check were made of, the newest first.
  case manifests([KeyManifest])
  /// What a check said about all files of a content.
  case total(TotalVerdict)
  /// How the files of a check fared, one by one.
  case fileTimings(FileTimings)

  /// The byte by which rows of a kind are counted.
  static let verdictKind: UInt8 = 1
  static let memoKind: UInt8 = 2
  static let timingKind: UInt8 = 3
  static let manifestKind: UInt8 = 4
  static let totalKind: UInt8 = 5
  static let fileTimingKind: UInt8 = 6

  private static let label = Array("gate-entry/1\0".utf8)

  /// The bytes of the row under `key`.
  func sealed(under key: CacheKey) -> [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .verdict(let verdict):
      writer.write(byte: Self.verdictKind)
      verdict.write(to: &writer)
    case .memo(let name, let value):
      writer.write(byte: Self.memoKind)
      writer.write(name)
      writer.write(value)
    case .timing(let check, let timing):
      writer.write(byte: Self.timingKind)
      writer.write(check)
      timing.write(to: &writer)
    case .manifests(let manifests):
      writer.write(byte: Self.manifestKind)
      writer.write(UInt64(manifests.count))
      for manifest in manifests { manifest.write(to: &writer) }
    case .total(let total):
      writer.write(byte: Self.totalKind)
      writer.write(UInt64(total.fileCount))
      total.verdict.write(to: &writer)
    case .fileTimings(let timings):
      writer.write(byte: Self.fileTimingKind)
      timings.write(to: &writer)
    }
    return writer.bytes + Self.digest(of: writer.bytes[...], under: key)
  }

  /// Opens the row `bytes` that lay under `key`; `nil` where it does not verify.
  init?(opening bytes: [UInt8], under key: CacheKey) {
    let body = bytes.dropLast(Digest256.byteCount)
    guard bytes.count > Digest256.byteCount, bytes[body.endIndex...].elementsEqual(Self.digest(of: body, under: key))
    else { return nil }
    var reader = ByteReader(body)
    switch reader.byte() {
    case Self.verdictKind:
      guard let verdict = CachedVerdict(from: &reader) else { return nil }
      self = .verdict(verdict)
    case Self.memoKind:
      guard let name = reader.text(), let value = reader.text() else { return nil }
      self = .memo(name: name, value: value)
    case Self.timingKind:
      guard let check = reader.text(), let timing = CheckTiming(from: &reader) else { return nil }
      self = .timing(check: check, timing)
    case Self.manifestKind:
      guard let count = reader.count() else { return nil }
      var manifests: [KeyManifest] = []
      for _ in 0..<count {
        guard let manifest = KeyManifest(from: &reader) else { return nil }
        manifests.append(manifest)
      }
      self = .manifests(manifests)
    case Self.totalKind:
      guard let count = reader.unsigned().flatMap(Int.init(exactly:)), let verdict = CachedVerdict(from: &reader) else {
        return nil
      }
      self = .total(TotalVerdict(verdict: verdict, fileCount: count))
    case Self.fileTimingKind:
      guard let timings = FileTimings(from: &reader) else { return nil }
      self = .fileTimings(timings)
    default: return nil
    }
    if !reader.isAtEnd { return nil }
  }

  /// The key under which the memo `name` lies; no check's key is ever the same, for the label differs.
  static func key(ofMemo name: String) -> CacheKey {
    CacheKey(digest: Digest256.of("gate-memo/1\0\(name)".utf8))
  }

  /// The key under which the timing of `check` lies, as for a memo.
  static func key(ofTiming check: String) -> CacheKey {
    CacheKey(digest: Digest256.of("gate-timing/1\0\(check)".utf8))
  }

  /// The key under which the timings of the files of `check` lie, as for a memo.
  static func key(ofFileTimings check: String) -> CacheKey {
    CacheKey(digest: Digest256.of("gate-file-timing/1\0\(check)".utf8))
  }

  /// The key under which the manifests of `place` lie, as for a memo.
  static func key(ofManifestsAt place: ManifestPlace) -> CacheKey {
    let directory = place.directory.map { [1] + $0.bytes } ?? [0]
    return CacheKey(digest: Digest256.of(Array("gate-manifest/1\0\(place.check.name)\0".utf8) + directory))
  }

  private static func digest(of body: ArraySlice<UInt8>, under key: CacheKey) -> [UInt8] {
    var stream = Digest256.Stream()
    stream.update(label)
    key.withUnsafeBytes { stream.update($0) }
    stream.update(body)
    return stream.finish()
  }
}
