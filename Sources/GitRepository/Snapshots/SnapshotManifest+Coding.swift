internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The file is for the machine and the build that wrote it: arrays as they lie in memory behind a header that says how long
/// they are, read and written without a second copy. Whatever does not fit is no manifest, and the tree is laid out anew.
extension SnapshotManifest {
  private static let version: UInt64 = 2
  /// Version, two strides, three counts, four words of the one fingerprint, the other, the checksum.
  private static let headerWords = 12

  /// The manifest in a file, `nil` where there is none.
  init?(reading path: LocalPath) {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) }
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    guard let status = FileStatus(ofDescriptor: descriptor), status.kind == .regular,
      let words: [UInt64] = Self.array(descriptor, count: Self.headerWords)
    else { return nil }
    let strides = [UInt64(MemoryLayout<Entry>.stride), UInt64(MemoryLayout<Directory>.stride)]
    guard words[0] == Self.version, words[1] == strides[0], words[2] == strides[1],
      words[3...5].allSatisfy({ $0 <= status.size })
    else { return nil }
    let sizes = [words[3] * strides[0], words[4] * strides[1], words[5]]
    guard UInt64(Self.headerWords * 8) + sizes.reduce(0, +) == status.size,
      let entries: [Entry] = Self.array(descriptor, count: Int(words[3])),
      let directories: [Directory] = Self.array(descriptor, count: Int(words[4])),
      let paths: [UInt8] = Self.array(descriptor, count: Int(words[5]))
    else { return nil }
    self.entries = entries
    self.directories = directories
    self.paths = paths
    fingerprint = words[6...9].withUnsafeBytes { Array($0) }
    ignoreFingerprint = words[10]
    guard words[11] == checksum else { return nil }
    let isWhole =
      entries.allSatisfy { UInt64($0.pathStart) + UInt64($0.pathCount) <= words[5] }
      && directories.allSatisfy { UInt64($0.pathStart) + UInt64($0.pathCount) <= words[5] }
    guard isWhole else { return nil }
  }

  /// Writes the manifest to an open file; `false` with `errno` set where that is not possible.
  func write(to descriptor: Int32) -> Bool {
    var words: [UInt64] = [
      Self.version, UInt64(MemoryLayout<Entry>.stride), UInt64(MemoryLayout<Directory>.stride), UInt64(entries.count),
      UInt64(directories.count), UInt64(paths.count),
    ]
    let padded = fingerprint.prefix(32) + [UInt8](repeating: 0, count: max(0, 32 - fingerprint.count))
    padded.withUnsafeBytes { raw in
      words += (0..<4).map { raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
    }
    words += [ignoreFingerprint, checksum]
    return words.withUnsafeBytes { FileBytes.write($0, to: descriptor) }
      && entries.withUnsafeBytes { FileBytes.write($0, to: descriptor) }
      && directories.withUnsafeBytes { FileBytes.write($0, to: descriptor) }
      && paths.withUnsafeBytes { FileBytes.write($0, to: descriptor) }
  }

  /// The next `count` elements of a file, with room for some more; `nil` where it does not hold as many.
  private static func array<Element>(_ descriptor: Int32, count: Int) -> [Element]? {
    var isWhole = true
    let elements = [Element](unsafeUninitializedCapacity: count + count / 16 + 16) { buffer, initialized in
      let target = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count * MemoryLayout<Element>.stride)
      isWhole = FileBytes.fill(target, from: descriptor)
      initialized = isWhole ? count : 0
    }
    return isWhole ? elements : nil
  }

  /// Against a file that was cut off or damaged, not against an attacker, to whom the tree itself lies open.
  private var checksum: UInt64 {
    var sum: UInt64 = 0x9e37_79b9_7f4a_7c15
    entries.withUnsafeBytes { Self.add($0, to: &sum) }
    directories.withUnsafeBytes { Self.add($0, to: &sum) }
    paths.withUnsafeBytes { Self.add($0, to: &sum) }
    return sum
  }

  private static func add(_ raw: UnsafeRawBufferPointer, to sum: inout UInt64) {
    var offset = 0
    while offset + 8 <= raw.count {
      sum = (sum ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xff51_afd7_ed55_8ccd
      sum ^= sum >> 32
      offset += 8
    }
    while offset < raw.count {
      sum = (sum ^ UInt64(raw[offset])) &* 0xff51_afd7_ed55_8ccd
      offset += 1
    }
  }
}
