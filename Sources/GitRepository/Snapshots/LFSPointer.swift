/// What git-lfs keeps in a repository in the place of a large file
/// (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
struct LFSPointer: Hashable {
  /// A pointer is smaller than this.
  static let sizeLimit = 1024

  /// The SHA-256 of the file, in hexadecimal.
  let oid: String
  /// Its size in bytes.
  let size: UInt64

  /// The pointer that `blob` is, `nil` where it is something else.
  init?(_ blob: some Collection<UInt8>) {
    guard blob.count < Self.sizeLimit, let text = String(validating: blob, as: UTF8.self) else { return nil }
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      fields[parts[0]] = parts[1]
    }
    guard let version = fields["version"], version.hasPrefix("https://") || version.hasPrefix("http://"),
      let oid = fields["oid"], oid.hasPrefix("sha256:"), let size = fields["size"].flatMap({ UInt64($0) })
    else { return nil }
    let digits = oid.dropFirst("sha256:".count)
    guard digits.utf8.count == 64, digits.utf8.allSatisfy(Self.isHexDigit) else { return nil }
    self.oid = String(digits)
    self.size = size
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// Where git-lfs keeps the file below its directory.
  var storePath: String { "objects/\(oid.prefix(2))/\(oid.dropFirst(2).prefix(2))/\(oid)" }
}
