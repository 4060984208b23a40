import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Testing

/// Files that are locked as long as somebody lives.
@Suite struct LockedFileTests {
  private let directory: TemporaryDirectory
  private var path: LocalPath { directory.path.appending("1.x") }

  init() throws { directory = try TemporaryDirectory() }

  @Test func `a file is held from its making to the end of the value, and nothing else is made`() throws {
    #expect(!LockedFile.isHeld(path))
    do {
      let file = try LockedFile(making: path)
      try file.write("1234567")
      try file.write("12 34")
      #expect(LockedFile.isHeld(path))
      let isInPlace = file.isInPlace
      #expect(isInPlace)
      #expect(try LocalFiles.read(path, limit: 100) == Array("12 34".utf8))
      #expect(try LocalFiles.list(directory.path).count == 1)
    }
    #expect(!LockedFile.isHeld(path))
    #expect(LocalFiles.status(path) != nil)
  }

  @Test func `a duplicate of the descriptor keeps the lock`() throws {
    var duplicate: Int32 = -1
    do {
      let file = try LockedFile(making: path)
      duplicate = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
    }
    #expect(LockedFile.isHeld(path))
    do {
      let given = LockedFile(given: duplicate, path: path)
      let isTaken = given != nil
      #expect(isTaken)
    }
    // Closed with the value that took it over.
    #expect(!LockedFile.isHeld(path))
  }

  @Test func `a descriptor of another file is not taken over`() throws {
    let file = try LockedFile(making: path)
    let other = try LockedFile(making: directory.path.appending("2.x"))
    let wrong = LockedFile(given: other.descriptor, path: path)
    let closed = LockedFile(given: 9999, path: path)
    let areTaken = wrong != nil || closed != nil
    #expect(!areTaken)
    let paths = [file.path, other.path]
    #expect(paths.allSatisfy(LockedFile.isHeld))
  }

  @Test func `it is taken away by its owner alone`() throws {
    let file = try LockedFile(making: path)
    let next = try LockedFile(making: path)
    let places = [file.isInPlace, next.isInPlace]
    #expect(places == [false, true])
    file.remove()
    #expect(LockedFile.isHeld(path))
    next.remove()
    #expect(LocalFiles.status(path) == nil)
  }
}
