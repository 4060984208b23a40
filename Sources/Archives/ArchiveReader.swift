/// Unpacks archives in memory, archives in archives too, within limits.
///
/// Whatever an archive says of itself is checked before it is believed: sizes, offsets and counts come from outside. Nothing is
/// written anywhere, so that names with `..` or links in them do no harm.
package struct ArchiveReader {
  private let limits: ArchiveLimits

  package init(limits: ArchiveLimits = ArchiveLimits()) {
    self.limits = limits
  }

  /// Whether `bytes` begin as an archive does, be it one of a format that is not read.
  package static func isArchive(_ bytes: UnsafeRawBufferPointer) -> Bool { ArchiveFormat(bytes) != nil }

  /// How many bytes ``isArchive(_:)`` needs.
  package static let headSize = TarHeader.size

  /// Calls `body` with each file in `archive`, in its order, and with what was not unpacked. Directories and links are left out.
  ///
  /// - Parameter name: the archive's, by which the file in `a.txt.gz` is called `a.txt`.
  /// - Returns: whether `archive` is an archive.
  package func read(
    _ archive: UnsafeRawBufferPointer, named name: [UInt8], _ body: (ArchiveMember) -> Void
  ) -> Bool {
    guard ArchiveFormat(archive) != nil else { return false }
    withoutActuallyEscaping(body) { body in
      var unpacking = Unpacking(limits: limits, archiveSize: archive.count, body: body)
      unpacking.unpack(archive, name: name, prefix: [], depth: 1)
    }
    return true
  }
}
