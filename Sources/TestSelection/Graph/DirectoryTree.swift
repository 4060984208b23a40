package import GateModel

/// The directories that the files of a table lie in.
///
/// Directories have places too: 0 is the root, and each is followed by those below it.
package struct DirectoryTree: Sendable {
  package let table: FileTable
  /// The directory of each file.
  private let directories: [Int32]
  private let entries: [Directory]
  private let children: PlaceLists

  private struct Directory {
    var parent: Int32
    /// How long the path is, in bytes.
    var length: Int32
    var nameStart: Int32
    var firstFile: Int32
    var endFile: Int32
    /// The place behind the last directory below.
    var end: Int32
  }

  package init(_ table: FileTable) {
    self.table = table
    (entries, directories) = Self.walk(table)
    children = PlaceLists(directories, count: entries.count)
  }

  private static func walk(_ table: FileTable) -> ([Directory], [Int32]) {
    var entries = [Directory(parent: -1, length: 0, nameStart: 0, firstFile: 0, endFile: 0, end: 0)]
    var directories: [Int32] = []
    directories.reserveCapacity(table.count)
    var open: [Int32] = [0]
    var openBytes: [UInt8] = []
    func close(_ count: Int, at file: Int) {
      while open.count > count {
        let directory = Int(open.removeLast())
        entries[directory].endFile = Int32(file)
        entries[directory].end = Int32(entries.count)
      }
    }
    for (file, path) in table.paths.enumerated() {
      let bytes = path.bytes
      let slash = bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0
      let directory = bytes[..<slash]
      if !directory.elementsEqual(openBytes) {
        var kept = 1
        while kept < open.count {
          let length = Int(entries[Int(open[kept])].length)
          guard length <= slash, bytes[length] == UInt8(ascii: "/"),
            bytes[..<length].elementsEqual(openBytes[..<length])
          else { break }
          kept += 1
        }
        close(kept, at: file)
        var start = Int(entries[Int(open[kept - 1])].length)
        if start > 0 { start += 1 }
        while start < slash {
          let end = bytes[start..<slash].firstIndex(of: UInt8(ascii: "/")) ?? slash
          entries.append(
            Directory(
              parent: open[open.count - 1], length: Int32(end), nameStart: Int32(start), firstFile: Int32(file),
              endFile: 0, end: 0))
          open.append(Int32(entries.count - 1))
          start = end + 1
        }
        openBytes = Array(directory)
      }
      directories.append(open[open.count - 1])
    }
    close(0, at: table.count)
    return (entries, directories)
  }
}

extension DirectoryTree {
  /// How many directories there are, the root among them.
  package var count: Int { entries.count }

  /// The directory that holds the file.
  package func directory(of file: Int) -> Int { Int(directories[file]) }

  /// The directory above, `nil` for the root.
  package func parent(of directory: Int) -> Int? {
    entries[directory].parent < 0 ? nil : Int(entries[directory].parent)
  }

  /// The number of components of the directory's path, 0 for the root.
  package func depth(of directory: Int) -> Int {
    sequence(first: directory, next: { self.parent(of: $0) }).reduce(-1) { depth, _ in depth + 1 }
  }

  /// The last component of the directory's path; empty for the root.
  package func name(of directory: Int) -> ArraySlice<UInt8> {
    let entry = entries[directory]
    guard entry.parent >= 0 else { return [] }
    return table.paths[Int(entry.firstFile)].bytes[Int(entry.nameStart)..<Int(entry.length)]
  }

  /// The directory's path; empty for the root.
  package func path(of directory: Int) -> RepositoryPath {
    let entry = entries[directory]
    guard entry.parent >= 0 else { return RepositoryPath(bytes: []) }
    return RepositoryPath(bytes: table.paths[Int(entry.firstFile)].bytes[..<Int(entry.length)])
  }

  /// Whether the directory's path ends with these components.
  package func path(of directory: Int, endsWith components: some BidirectionalCollection<[UInt8]>) -> Bool {
    var directory = directory
    for component in components.reversed() {
      guard name(of: directory).elementsEqual(component), let parent = parent(of: directory) else { return false }
      directory = parent
    }
    return true
  }

  /// The files right in the directory.
  package func files(in directory: Int) -> ArraySlice<Int32> { children[directory] }

  /// The files in the directory and all below.
  package func files(below directory: Int) -> Range<Int> {
    Int(entries[directory].firstFile)..<Int(entries[directory].endFile)
  }

  /// The directories below the directory, at any depth, without itself.
  package func directories(below directory: Int) -> Range<Int> { (directory + 1)..<Int(entries[directory].end) }

  /// Whether `directory` is `other` or lies below it.
  package func isInside(_ directory: Int, _ other: Int) -> Bool {
    directory >= other && directory < Int(entries[other].end)
  }

  /// The file `name` right in `directory`.
  package func file(_ name: some Collection<UInt8>, in directory: Int) -> Int? {
    let start = directory == 0 ? 0 : Int(entries[directory].length) + 1
    // Files of one directory are in the order of their names.
    var found = children[directory]
    while let first = found.first {
      let middle = found.startIndex + found.count / 2
      let path = table.paths[Int(found[middle])].bytes
      if path.count - start == name.count, path[start...].elementsEqual(name) { return Int(found[middle]) }
      if found.count == 1, first == found[middle] { return nil }
      found = path[start...].lexicographicallyPrecedes(name) ? found[(middle + 1)...] : found[..<middle]
    }
    return nil
  }
}
