/// Formats in which files are packed.
enum ArchiveFormat: Hashable {
  /// PKWARE's APPNOTE 6.3; also what `.jar`, `.whl`, `.docx` and others are.
  case zip
  /// POSIX.1-2017, pax, section "ustar Interchange Format", with GNU's and older forms.
  case tar
  /// RFC 1952.
  case gzip
  /// A format that is told by its first bytes and not read.
  case unread(String)

  /// What `bytes` are, by their first bytes.
  init?(_ bytes: UnsafeRawBufferPointer) {
    func begins(_ magic: [UInt8]) -> Bool {
      bytes.count >= magic.count && bytes.prefix(magic.count).elementsEqual(magic)
    }
    if begins([0x50, 0x4b, 3, 4]) || begins([0x50, 0x4b, 5, 6]) {
      self = .zip
    } else if begins([0x1f, 0x8b, 8]) {
      self = .gzip
    } else if TarHeader.isFirst(bytes) {
      self = .tar
    } else if let name = Self.unreadFormats.first(where: { begins($0.magic) })?.name {
      self = .unread(name)
    } else {
      return nil
    }
  }

  private static let unreadFormats: [(magic: [UInt8], name: String)] = [
    ([0x42, 0x5a, 0x68], "bzip2"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "xz"),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7z"), ([0x52, 0x61, 0x72, 0x21, 0x1a, 7], "rar"),
    ([0x28, 0xb5, 0x2f, 0xfd], "Zstandard"), ([0x4d, 0x53, 0x43, 0x46], "cab"),
  ]
}
