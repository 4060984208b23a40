internal import GateModel

/// An object in a file of its own (gitformat-loose(5)): a zlib stream of `KIND SIZE`, a NUL, and the bytes.
struct LooseObject {
  /// The longest header: `commit`, a space, the digits of 64 bits, the NUL.
  private static let headerLimit = 28

  private let file: MappedFile
  private let path: LocalPath
  let kind: GitObject.Kind
  let size: Int
  private let headerSize: Int

  /// The object `id` below the object directory, `nil` where it has no file of its own there.
  init?(_ id: ObjectID, in directory: LocalPath) throws(GitError) {
    path = Self.path(of: id, in: directory)
    guard let file = MappedFile(path) else { return nil }
    self.file = file
    guard let input = file.bytes(from: 0), let start = Inflation.prefix(Self.headerLimit, of: input),
      let end = start.firstIndex(of: 0), let space = start[..<end].firstIndex(of: UInt8(ascii: " ")),
      let kind = GitObject.Kind(name: start[..<space]),
      let size = Int(String(decoding: start[(space + 1)..<end], as: UTF8.self)), size >= 0
    else { throw Self.malformed(path) }
    self.kind = kind
    self.size = size
    headerSize = end + 1
  }

  /// Where the file of the object `id` lies below the object directory.
  static func path(of id: ObjectID, in directory: LocalPath) -> LocalPath {
    let digits = Array(id.description.utf8)
    return directory.appending(bytes: digits[..<2] + [UInt8(ascii: "/")] + digits[2...])
  }

  /// The whole object.
  func object() throws(GitError) -> GitObject {
    guard let input = file.bytes(from: 0), size < Int.max - headerSize,
      let bytes = Inflation.whole(input, count: headerSize + size)
    else {
      throw Self.malformed(path)
    }
    return GitObject(kind: kind, bytes: Array(bytes[headerSize...]))
  }

  private static func malformed(_ path: LocalPath) -> GitError {
    GitError(.malformed, "the object in \(path) is damaged", hint: "see what is damaged: git fsck")
  }
}
