import GateModel

/// How one file of a check fared when it was run.
package struct FileTiming: Hashable, Sendable {
  /// How long it took, `nil` where that is not known.
  package var duration: Duration?
  /// Whether it failed the last time.
  package var failed: Bool

  package init(duration: Duration?, failed: Bool) {
    self.duration = duration
    self.failed = failed
  }

  /// The timing after one more run: a mean in which the last one counts half.
  package func adding(_ other: FileTiming) -> FileTiming {
    guard let duration, let last = other.duration else {
      return FileTiming(duration: other.duration ?? duration, failed: other.failed)
    }
    return FileTiming(duration: duration + (last - duration) / 2, failed: other.failed)
  }
}

/// What is known of the files of a check, as the store keeps it.
struct FileTimings: Hashable {
  /// In bytes: 50,000 files whose paths are of the usual length.
  static let maximumByteCount = 4 << 20
  /// In microseconds: eleven days.
  private static let longest: Int64 = 1_000_000_000_000

  var files: [RepositoryPath: FileTiming]

  func write(to writer: inout ByteWriter) {
    writer.write(UInt64(files.count))
    for (path, timing) in files.sorted(by: { $0.key < $1.key }) {
      writer.write(path.bytes)
      writer.write(timing.failed)
      writer.write(optional: timing.duration) { writer, duration in
        let bounded = min(max(duration, .zero), .microseconds(Self.longest)).components
        writer.write(bounded.seconds * 1_000_000 + bounded.attoseconds / 1_000_000_000_000)
      }
    }
  }

  init(files: [RepositoryPath: FileTiming]) { self.files = files }

  init?(from reader: inout ByteReader) {
    guard let count = reader.count() else { return nil }
    files = [:]
    for _ in 0..<count {
      guard let path = reader.bytes(), let failed = reader.flag(), let time = reader.optional({ $0.signed() }) else {
        return nil
      }
      if let time, !(0...Self.longest).contains(time) { return nil }
      files[RepositoryPath(bytes: path)] = FileTiming(duration: time.map { .microseconds($0) }, failed: failed)
    }
  }
}
