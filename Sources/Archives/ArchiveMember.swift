/// What an archive holds, or what of it could not be had.
package struct ArchiveMember: Sendable {
  package enum Content: Sendable {
    case bytes([UInt8])
    /// Not unpacked, and why: `it is encrypted`.
    case skipped(String)
  }

  /// The member's name, with those of the archives that it is in before it and `!` between; empty for the outermost archive.
  package var name: [UInt8]
  package var content: Content
}
