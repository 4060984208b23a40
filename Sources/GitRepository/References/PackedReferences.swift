internal import GateModel

/// The file `packed-refs`: lines `ID NAME`, and after an annotated tag `^ID` with what it stands for (git-pack-refs(1)).
struct PackedReferences {
  private let file: MappedFile
  private let text: UnsafeRawBufferPointer
  private let format: Repository.ObjectFormat

  /// `nil` where there is none.
  init?(_ commonDirectory: LocalPath, _ format: Repository.ObjectFormat) {
    guard let file = MappedFile(commonDirectory.appending("packed-refs")), let text = file.bytes(from: 0) else {
      return nil
    }
    self.file = file
    self.text = text
    self.format = format
  }

  /// What `name` is at.
  ///
  /// - Throws: `GitError` of kind `malformed` for a line of another form.
  func id(of name: String) throws(GitError) -> ObjectID? {
    var found: ObjectID?
    try forEach { id, other in
      if other.elementsEqual(name.utf8) { found = id() }
      return found == nil
    }
    return found
  }

  /// The names that start with `prefix`.
  func names(below prefix: String) throws(GitError) -> [String] {
    var names: [String] = []
    try forEach { _, name in
      if name.starts(with: prefix.utf8), let text = String(validating: name, as: UTF8.self) { names.append(text) }
      return true
    }
    return names
  }

  private func forEach(_ body: (_ id: () -> ObjectID?, _ name: Slice<UnsafeRawBufferPointer>) -> Bool) throws(GitError)
  {
    let digits = format.idByteCount * 2
    var rest = text[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest[line.endIndex...].dropFirst()
      guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "^") else { continue }
      guard line.count > digits + 1, line[line.startIndex + digits] == UInt8(ascii: " ") else {
        throw GitError(.malformed, "packed-refs has a line that is no ref", hint: "see what is damaged: git fsck")
      }
      let id = { ObjectID(hex: String(decoding: line.prefix(digits), as: UTF8.self)) }
      if !body(id, line.dropFirst(digits + 1)) { return }
    }
  }
}
