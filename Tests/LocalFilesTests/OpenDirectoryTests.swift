import GateModel
import LocalFiles
import Testing

@Suite struct OpenDirectoryTests {
  private func inScratch(_ body: (LocalPath) throws -> Void) throws {
    let directory = try LocalFiles.makeTemporaryDirectory(in: LocalPath("/tmp"))
    defer { try? LocalFiles.removeTree(directory) }
    try body(directory)
  }

  private func content(of file: consuming OpenFile, pieces: Int) throws -> [UInt8] {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: pieces)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
      if count == 0 { return content }
      content += buffer[..<count]
    }
  }

  @Test func `entries have their kinds, and files are read by name, piece by piece`() throws {
    try inScratch { directory in
      let name: [UInt8] = [0x66, 0xff, 0x0a]
      let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
      try LocalFiles.writeAtomically(bytes, to: directory.appending(bytes: name))
      try LocalFiles.createDirectory(directory.appending("below"))
      try LocalFiles.createSymbolicLink(at: directory.appending("link"), to: LocalPath("below"))
      let opened = try OpenDirectory(directory)
      let kinds = Dictionary(uniqueKeysWithValues: opened.entries.map { ($0.name, $0.kind) })
      #expect(kinds == [name: .file, Array("below".utf8): .directory, Array("link".utf8): .link])
      #expect(try content(of: OpenFile(name, in: opened), pieces: 7) == bytes)
      #expect(try content(of: OpenFile(directory.appending(bytes: name)), pieces: 4_096) == bytes)
    }
  }

  @Test func `a link in a directory is not followed, and what is missing is an error`() throws {
    try inScratch { directory in
      try LocalFiles.writeAtomically([1], to: directory.appending("target"))
      try LocalFiles.createSymbolicLink(at: directory.appending("link"), to: LocalPath("target"))
      let opened = try OpenDirectory(directory)
      #expect(throws: FileError.self) { try content(of: OpenFile(Array("link".utf8), in: opened), pieces: 9) }
      let error = #expect(throws: FileError.self) {
        try content(of: OpenFile(Array("none".utf8), in: opened), pieces: 9)
      }
      #expect(error?.isNotFound == true)
      #expect(throws: FileError.self) { try OpenDirectory(directory.appending("none")) }
    }
  }
}
