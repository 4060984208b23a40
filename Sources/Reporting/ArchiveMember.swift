import GateModel

/// What the name of an archive's member says (`a.zip!inner/file`): viewers of reports know files only.
struct ArchiveMember {
  /// The outermost archive, which is a file.
  var archive: RepositoryPath
  /// The way from there, `!` between an archive and what it holds.
  var name: RepositoryPath

  /// Endings of what is opened (PKWARE's format has many), in lower case.
  private static let endings: [String] = [
    "zip", "jar", "war", "ear", "aar", "apk", "aab", "ipa", "whl", "egg", "nupkg", "vsix", "xpi", "crx", "docx", "xlsx",
    "pptx", "odt", "ods", "odp", "epub", "tar", "tgz", "gz", "crate", "gem", "phar",
  ]

  /// `nil` for the path of a file, also of one with a `!` in its name.
  init?(_ path: RepositoryPath) {
    for archive in path.possibleArchives {
      let ending = archive.name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard ending.count > 1, let last = ending.last,
        Self.endings.contains(String(decoding: last, as: UTF8.self).lowercased())
      else { continue }
      self.archive = archive
      name = RepositoryPath(bytes: path.bytes.dropFirst(archive.bytes.count + 1))
      return
    }
    return nil
  }
}
