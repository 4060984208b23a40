import GateModel

/// A graph and the facts that it is made of, as one file keeps them.
///
/// ``ArchiveSections`` has the form of the file. What is not of this form, of another stack or damaged, is no archive: the graph is
/// built anew.
package struct GraphArchive: Sendable {
  /// In the order in which they lie in the file. `files` stands for the number of files.
  enum Section: Int, CaseIterable {
    /// ``SourceStack/mark``.
    case mark
    /// The number of bytes of an object id: one byte.
    case idSize
    /// Of each file the end of its path: 4 bytes each.
    case pathEnds
    case paths
    /// One byte each: ``GraphArchive/Mode``.
    case modes
    /// An object id each, zeros for a file that is gone.
    case ids
    /// One byte each: in the lower half what the path says, in the upper what the linker made of it.
    case roles
    /// One byte each: ``GraphArchive/Flags``.
    case flags
    /// Where the links of each file begin, and where the last ones end: 4 bytes each.
    case linkStarts
    /// Files by their places, and from `files` on directories by their places in `directories`: 4 bytes each.
    case linkTargets
    /// ``FileLink/Kind``: one byte each.
    case linkKinds
    /// A directory is the place of a file in it and the number of its path's components: 4 bytes each.
    case directories
    /// Of each file the end of its facts: 4 bytes each.
    case factEnds
    /// ``FactsCoding``.
    case facts
    /// Where the words of each file begin, and where the last ones end: 4 bytes each.
    case wordStarts
    /// ``NameHash`` of each of ``SourceStack/words(of:at:)``: 4 bytes each.
    case words
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// Its text has to be read for its facts.
    static let wantsFacts = Flags(rawValue: 1)
    static let hasFacts = Flags(rawValue: 2)
    static let isOpaque = Flags(rawValue: 4)
    static let hasFault = Flags(rawValue: 8)
    static let declares = Flags(rawValue: 16)
    /// Any path that comes or goes may change its links.
    static let minds = Flags(rawValue: 32)
  }

  static let form = ArchiveSections(magic: Array("gategrph".utf8), version: 2, count: Section.allCases.count)

  private let bytes: [UInt8]
  private let sections: [Range<Int>]
  /// How many files there are.
  let count: Int
  let pathEnds: [Int32]
  let linkStarts: [Int32]
  let linkTargets: [Int32]
  /// The files and depths of directories, one behind the other.
  let directories: [Int32]
  private let factEnds: [Int32]
  private let wordStarts: [Int32]

  /// - Parameter mark: that of the stack: an archive of another one is none.
  package init?(_ bytes: [UInt8], mark: String) {
    guard let sections = Self.form.ranges(in: bytes) else { return nil }
    func numbers(_ section: Section) -> [Int32]? {
      ArchiveSections.numbers(bytes, sections[section.rawValue])
    }
    guard bytes[sections[Section.mark.rawValue]].elementsEqual(mark.utf8),
      let pathEnds = numbers(.pathEnds), let linkStarts = numbers(.linkStarts), let linkTargets = numbers(.linkTargets),
      let directories = numbers(.directories), let factEnds = numbers(.factEnds), let wordStarts = numbers(.wordStarts)
    else { return nil }
    self.bytes = bytes
    self.sections = sections
    count = pathEnds.count
    self.pathEnds = pathEnds
    self.linkStarts = linkStarts
    self.linkTargets = linkTargets
    self.directories = directories
    self.factEnds = factEnds
    self.wordStarts = wordStarts
    guard isSound else { return nil }
  }

  /// Whether no number leads out of what it counts.
  private var isSound: Bool {
    let idSize = bytes[range(.idSize)]
    guard idSize.count == 1, let size = idSize.first, size == 20 || size == 32 else { return false }
    return range(.modes).count == count && range(.roles).count == count && range(.flags).count == count
      && range(.ids).count == count * Int(size) && ArchiveSections.areEnds(pathEnds, of: range(.paths).count)
      && factEnds.count == count && ArchiveSections.areEnds(factEnds, of: range(.facts).count)
      && linkStarts.count == count + 1 && linkStarts[0] == 0
      && ArchiveSections.areEnds(linkStarts, of: linkTargets.count)
      && range(.linkKinds).count == linkTargets.count && directories.count % 2 == 0
      && linkTargets.allSatisfy { $0 >= 0 && Int($0) < count + directories.count / 2 }
      && directories.allSatisfy { $0 >= 0 }
      && stride(from: 0, to: directories.count, by: 2).allSatisfy { directories[$0] < count }
      && wordStarts.count == count + 1 && wordStarts[0] == 0
      && ArchiveSections.areEnds(wordStarts, of: range(.words).count / 4) && range(.words).count % 4 == 0
  }

  private func range(_ section: Section) -> Range<Int> { sections[section.rawValue] }
}

// MARK: - What it says of a file

extension GraphArchive {
  var linkKinds: ArraySlice<UInt8> { bytes[range(.linkKinds)] }

  func path(_ file: Int) -> ArraySlice<UInt8> {
    let start = range(.paths).lowerBound
    return bytes[(start + (file == 0 ? 0 : Int(pathEnds[file - 1])))..<(start + Int(pathEnds[file]))]
  }

  /// What was recorded of the file, `nil` where it was gone.
  func version(_ file: Int) -> FileVersion? {
    guard let mode = Self.mode(bytes[range(.modes).lowerBound + file]) else { return nil }
    let size = Int(bytes[range(.idSize).lowerBound])
    let start = range(.ids).lowerBound + file * size
    return bytes.withUnsafeBytes { raw in
      ObjectID(copying: UnsafeRawBufferPointer(rebasing: raw[start..<(start + size)]))
    }.map { FileVersion(mode: mode, id: $0) }
  }

  func flags(_ file: Int) -> Flags { Flags(rawValue: bytes[range(.flags).lowerBound + file]) }

  /// What the file's path says, and what the linker made of it.
  func roles(_ file: Int) -> (path: FileRole, final: FileRole) {
    let byte = bytes[range(.roles).lowerBound + file]
    return (FileRole(rawValue: byte & 15) ?? .configuration, FileRole(rawValue: byte >> 4) ?? .configuration)
  }

  /// The facts of the file as they are kept.
  func factBytes(_ file: Int) -> ArraySlice<UInt8> {
    let start = range(.facts).lowerBound
    return bytes[(start + (file == 0 ? 0 : Int(factEnds[file - 1])))..<(start + Int(factEnds[file]))]
  }

  /// `nil` where it has none.
  func facts(_ file: Int) -> FileFacts? {
    flags(file).contains(.hasFacts) ? FactsCoding.facts(factBytes(file)) : nil
  }

  func links(_ file: Int) -> Range<Int> { Int(linkStarts[file])..<Int(linkStarts[file + 1]) }

  /// The hashes of the file's words as they are kept.
  func wordBytes(_ file: Int) -> ArraySlice<UInt8> {
    let start = range(.words).lowerBound
    return bytes[(start + 4 * Int(wordStarts[file]))..<(start + 4 * Int(wordStarts[file + 1]))]
  }

  /// Whether the file has one of these words.
  func hasWord(_ file: Int, of words: WordSet) -> Bool {
    let start = range(.words).lowerBound
    return bytes.withUnsafeBytes { raw in
      (wordStarts[file]..<wordStarts[file + 1]).contains {
        words.contains(
          UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start + 4 * Int($0), as: UInt32.self)))
      }
    }
  }
}

// MARK: - Modes

extension GraphArchive {
  private static let modes: [FileMode] = [.regular, .executable, .symbolicLink, .submodule]

  /// 0 for a file that is gone, else 1 for the first of `modes` and so on.
  static func byte(_ mode: FileMode?) -> UInt8 {
    mode.flatMap { modes.firstIndex(of: $0) }.map { UInt8($0 + 1) } ?? 0
  }

  private static func mode(_ byte: UInt8) -> FileMode? {
    byte > 0 && byte <= modes.count ? modes[Int(byte) - 1] : nil
  }
}
