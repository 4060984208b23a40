import GateModel
import LocalFiles
import Testing

@Suite struct LocalFilesTests {
  @Test(arguments: ["plain", "with space", "-leading", "new\nline", "quote\"'", "käse"])
  func `what is written is read again`(name: String) throws {
    try inScratch { directory in
      let path = directory.appending(name)
      try LocalFiles.writeAtomically([1, 0, 255], to: path, mode: 0o640)
      #expect(try LocalFiles.read(path, limit: 3) == [1, 0, 255])
      #expect(LocalFiles.status(path)?.mode == 0o100640)
      #expect(try LocalFiles.list(directory) == [Array(name.utf8)])
    }
  }

  @Test func `a name that is no UTF-8 survives`() throws {
    try inScratch { directory in
      let name: [UInt8] = [0x66, 0xff, 0xfe]
      try LocalFiles.writeAtomically([7], to: directory.appending(bytes: name))
      #expect(try LocalFiles.list(directory) == [name])
      #expect(try LocalFiles.read(directory.appending(bytes: name), limit: 1) == [7])
    }
  }

  @Test func `a file above the limit is refused`() throws {
    try inScratch { directory in
      let path = directory.appending("big")
      try LocalFiles.writeAtomically([UInt8](repeating: 1, count: 11), to: path)
      let error = #expect(throws: FileError.self) { try LocalFiles.read(path, limit: 10) }
      #expect(error?.detail.contains("11 bytes") == true)
      #expect(try LocalFiles.readHead(path, count: 4) == [1, 1, 1, 1])
      #expect(try LocalFiles.readHead(path, count: 40).count == 11)
    }
  }

  @Test func `two files change places, and one that is missing changes nothing`() throws {
    try inScratch { directory in
      let paths = ["a", "b"].map { directory.appending($0) }
      for (number, path) in paths.enumerated() { try LocalFiles.writeAtomically([UInt8(number)], to: path) }
      try LocalFiles.exchange(paths[0], paths[1])
      #expect(try paths.map { try LocalFiles.read($0, limit: 9) } == [[1], [0]])
      let missing = directory.appending("missing")
      let error = #expect(throws: FileError.self) { try LocalFiles.exchange(paths[0], missing) }
      #expect(error?.isNotFound == true)
      try LocalFiles.rename(paths[0], to: paths[1])
      #expect(try LocalFiles.read(paths[1], limit: 9) == [1])
      #expect(LocalFiles.status(paths[0]) == nil)
    }
  }

  @Test func `a new file has just the permissions that it is given, and takes nobody's place`() throws {
    try inScratch { directory in
      let path = directory.appending("new")
      try LocalFiles.create([1], at: path, mode: 0o2751, likeGroupOf: directory)
      #expect(LocalFiles.status(path)?.mode == 0o102751)
      let error = #expect(throws: FileError.self) {
        try LocalFiles.create([2], at: path, mode: 0o600, likeGroupOf: directory)
      }
      #expect(error?.detail.contains("exists") == true)
      #expect(try LocalFiles.read(path, limit: 9) == [1])
    }
  }

  @Test func `a missing file and a directory are named in the error`() throws {
    try inScratch { directory in
      let missing = #expect(throws: FileError.self) { try LocalFiles.read(directory.appending("none"), limit: 1) }
      #expect(missing?.isNotFound == true)
      #expect(missing?.description.contains("none: No such file") == true)
      let wrong = #expect(throws: FileError.self) { try LocalFiles.read(directory, limit: 1) }
      #expect(wrong?.detail == "Is a directory")
    }
  }

  @Test func `a write that cannot be finished leaves nothing behind`() throws {
    try inScratch { directory in
      let target = directory.appending("target")
      try LocalFiles.createDirectory(target.appending("inside"), withParents: true)
      #expect(throws: FileError.self) { try LocalFiles.writeAtomically([1], to: target) }
      #expect(try LocalFiles.list(directory) == [Array("target".utf8)])
    }
  }

  @Test func `a tree is removed without following links or minding permissions`() throws {
    try inScratch { directory in
      let kept = directory.appending("kept")
      try LocalFiles.writeAtomically([1], to: kept)
      let tree = directory.appending("tree")
      let deep = tree.appending("a/b/c")
      try LocalFiles.createDirectory(deep, withParents: true)
      try LocalFiles.writeAtomically([1], to: deep.appending("file"))
      try LocalFiles.createSymbolicLink(at: deep.appending("link"), to: directory)
      try LocalFiles.createDirectory(tree.appending("locked"), mode: 0o500)
      try LocalFiles.removeTree(tree)
      #expect(LocalFiles.status(tree) == nil)
      #expect(try LocalFiles.read(kept, limit: 1) == [1])
      try LocalFiles.removeTree(tree)
    }
  }

  @Test func `links are told from what they point to`() throws {
    try inScratch { directory in
      let link = directory.appending("link")
      let long = LocalPath(String(repeating: "a/", count: 400) + "b")
      try LocalFiles.createSymbolicLink(at: link, to: long)
      #expect(try LocalFiles.readLink(link) == long.bytes)
      #expect(LocalFiles.status(link)?.isLink == true)
      #expect(LocalFiles.status(link, followingLinks: true) == nil)
      let file = directory.appending("file")
      try LocalFiles.writeAtomically([], to: file)
      let second = directory.appending("second")
      try LocalFiles.createSymbolicLink(at: second, to: LocalPath("file"))
      #expect(try LocalFiles.realPath(second) == LocalFiles.realPath(file))
      #expect(throws: FileError.self) { try LocalFiles.createSymbolicLink(at: second, to: file) }
    }
  }

  @Test func `a file in the way of a directory is an error`() throws {
    try inScratch { directory in
      let file = directory.appending("file")
      try LocalFiles.writeAtomically([], to: file)
      #expect(throws: FileError.self) { try LocalFiles.createDirectory(file) }
      #expect(throws: FileError.self) { try LocalFiles.createDirectory(file.appending("x"), withParents: true) }
      try LocalFiles.createDirectory(directory)
    }
  }

  private func inScratch(_ body: (LocalPath) throws -> Void) throws {
    let directory = try LocalFiles.makeTemporaryDirectory(in: LocalPath("/tmp"))
    defer { try? LocalFiles.removeTree(directory) }
    try body(directory)
  }
}
