internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The file is for the machine and the build that wrote it: arrays as they lie in memory behind a header that says how long
/// they are. Whatever does not fit is no manifest, and the tree is laid out anew.
extension SnapshotManifest {
  private static let version: UInt64 = 1
  /// Version, two strides, three counts, four words of the one fingerprint, the other, the checksum.
  private static let headerWords = 12

  /// The manifest that `bytes` are, `nil` where they are none.
  init?(_ bytes: [UInt8]) {
    let header = Self.headerWords * 8
    guard bytes.count >= header else { return nil }
    let words = bytes.withUnsafeBytes { raw in
      (0..<Self.headerWords).map { raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
    }
    let strides = [UInt64(MemoryLayout<Entry>.stride), UInt64(MemoryLayout<Directory>.stride)]
    guard words[0] == Self.version, words[1] == strides[0], words[2] == strides[1],
      words[3...5].allSatisfy({ $0 <= UInt64(bytes.count) })
    else { return nil }
    let counts = words[3...5].map { Int($0) }
    let (entryBytes, directoryBytes) = (counts[0] * Int(strides[0]), counts[1] * Int(strides[1]))
    guard header + entryBytes + directoryBytes + counts[2] == bytes.count, words[11] == Self.checksum(bytes[header...])
    else { return nil }
    entries = Self.array(bytes, at: header, count: counts[0])
    directories = Self.array(bytes, at: header + entryBytes, count: counts[1])
    paths = Array(bytes[(header + entryBytes + directoryBytes)...])
    fingerprint = Array(bytes[48..<80])
    ignoreFingerprint = words[10]
    let isWhole =
      entries.allSatisfy { UInt64($0.pathStart) + UInt64($0.pathCount) <= UInt64(counts[2]) }
      && directories.allSatisfy { UInt64($0.pathStart) + UInt64($0.pathCount) <= UInt64(counts[2]) }
    guard isWhole else { return nil }
  }

  /// The content of the file.
  var encoded: [UInt8] {
    let header = Self.headerWords * 8
    let strides = (MemoryLayout<Entry>.stride, MemoryLayout<Directory>.stride)
    var words: [UInt64] = [
      Self.version, UInt64(strides.0), UInt64(strides.1), UInt64(entries.count), UInt64(directories.count),
      UInt64(paths.count),
    ]
    let padded = fingerprint.prefix(32) + [UInt8](repeating: 0, count: max(0, 32 - fingerprint.count))
    padded.withUnsafeBytes { raw in
      words += (0..<4).map { raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
    }
    words.append(ignoreFingerprint)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(header + entries.count * strides.0 + directories.count * strides.1 + paths.count)
    bytes += [UInt8](repeating: 0, count: header)
    entries.withUnsafeBytes { bytes.append(contentsOf: $0) }
    directories.withUnsafeBytes { bytes.append(contentsOf: $0) }
    bytes += paths
    words.append(Self.checksum(bytes[header...]))
    bytes.withUnsafeMutableBytes { raw in words.withUnsafeBytes { raw.copyBytes(from: $0) } }
    return bytes
  }

  private static func array<Element>(_ bytes: [UInt8], at offset: Int, count: Int) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      bytes.withUnsafeBytes { raw in
        if count > 0, let target = buffer.baseAddress, let source = raw.baseAddress {
          memcpy(target, source + offset, count * MemoryLayout<Element>.stride)
        }
      }
      initialized = count
    }
  }

  /// Against a file that was cut off or damaged, not against an attacker, to whom the tree itself lies open.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var sum: UInt64 = 0x9e37_79b9_7f4a_7c15
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
      return sum
    }
  }
}
