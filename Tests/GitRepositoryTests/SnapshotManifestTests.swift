import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// What gate remembers of a snapshot tree: changed in place, and read back as it was written or not at all.
@Suite struct SnapshotManifestTests {
  @Test(arguments: 0..<50)
  func `after any additions, removals and replacements there is one entry for each item, in order`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var manifest = SnapshotManifest()
    for round in 1...12 {
      // In some rounds everything goes, or comes anew.
      let density = [0, 3, 10, 10, 10].randomElement(using: &generator) ?? 10
      let paths = (0..<40).filter { _ in Int.random(in: 0..<10, using: &generator) < density }
        .map { RepositoryPath("directory/of/file\($0 < 10 ? "0" : "")\($0)") }
      let files = try paths.map { path in
        let number = UInt8.random(in: 1...3, using: &generator)
        let id = try #require(ObjectID(bytes: [UInt8](repeating: number, count: 20)))
        return SnapshotFile(path: path, version: FileVersion(mode: .regular, id: id))
      }
      let contents = try SnapshotContents(files, leavingOut: { _ in false }, tracked: nil, linkedDirectories: [])
      var difference = SnapshotDifference(contents, manifest, conversions: nil)
      difference.rewrite(difference.kept.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 })
      let before = manifest
      let written = difference.written.map { _ in Self.result(UInt64(round)) }
      manifest.apply(difference, contents, written)
      manifest.compactPaths()
      #expect(manifest.entries.map { manifest.path(of: $0) } == paths)
      #expect(manifest.entries.map(\.id) == files.map(\.version.id))
      let fresh = Set(difference.written)
      let marks = Dictionary(uniqueKeysWithValues: before.entries.map { (before.path(of: $0), $0.mark.size) })
      for (position, entry) in manifest.entries.enumerated() {
        #expect(entry.mark.size == (fresh.contains(position) ? UInt64(round) : marks[paths[position]]))
      }
      #expect(manifest.paths.count <= 2 * paths.reduce(0) { $0 + $1.bytes.count } + 4096)
    }
  }

  @Test func `it is read back as it was written, and not at all where a byte is missing or another`() throws {
    let id = try #require(ObjectID(bytes: [UInt8](repeating: 7, count: 20)))
    var manifest = SnapshotManifest()
    for path in ["a", "b/c"] {
      manifest.append(
        RepositoryPath(path), kind: .regular, id: id, conversion: 9, isProvisional: false, mark: Self.result(3).mark)
    }
    let here = try #require(FileStatus(of: LocalPath("/")))
    manifest.append(directory: RepositoryPath("b"), here)
    manifest.fingerprint = [UInt8](1...32)
    manifest.ignoreFingerprint = 5
    let directory = try TemporaryDirectory()
    let path = directory.path.appending("manifest")
    try FileBytes.replace(path) { manifest.write(to: $0) }
    let read = try #require(SnapshotManifest(reading: path))
    #expect(read.entries.map { read.path(of: $0) } == ["a", "b/c"])
    #expect(read.directories.map { read.path(of: $0) } == ["b"])
    #expect(read.entries.allSatisfy { $0.id == id && $0.conversion == 9 && $0.mark.size == 3 })
    #expect(read.fingerprint == manifest.fingerprint && read.ignoreFingerprint == 5)
    let bytes = try #require(FileBytes.readWhole(path))
    for position in bytes.indices {
      try FileBytes.replace(path, with: Array(bytes[..<position]))
      #expect(SnapshotManifest(reading: path) == nil)
      var damaged = bytes
      damaged[position] ^= 0x40
      try FileBytes.replace(path, with: damaged)
      // The fingerprints are compared with what they ought to be, and need no check of their own.
      #expect(SnapshotManifest(reading: path) == nil || (48..<88).contains(position), "byte \(position)")
    }
    try FileBytes.replace(path, with: bytes + [0])
    #expect(SnapshotManifest(reading: path) == nil)
  }

  /// What came of a file of this size.
  private static func result(_ size: UInt64) -> SnapshotWriter.Result {
    var mark = FileMark.unknown
    mark.size = size
    return SnapshotWriter.Result(mark: mark)
  }
}
