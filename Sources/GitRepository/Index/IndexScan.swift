#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The one walk over all entries when an index is opened: finds where they lie, and that each can be read.
///
/// Allocates nothing for an entry, and takes a quarter of a millisecond for 100,000 of them.
struct IndexScan {
  private(set) var checkpoints = IndexCheckpoints()
  /// Where the extensions start.
  private(set) var end = IndexLayout.headerLength
  /// Whether whole directories stand in for their files (a sparse index).
  private(set) var holdsDirectories = false
  /// The first entry that is out of order or has no path, as only those of a split index may.
  private(set) var disorder: IndexFault?
  private let layout: IndexLayout
  private let limit: Int

  /// Reads `count` entries of `bytes`, all before `limit`.
  init(_ layout: IndexLayout, _ bytes: UnsafeRawBufferPointer, count: Int, limit: Int) throws(IndexFault) {
    self.layout = layout
    self.limit = limit
    if layout.version == 4 {
      let scratch = UnsafeMutableRawPointer.allocate(byteCount: IndexLayout.longestPath, alignment: 16)
      defer { scratch.deallocate() }
      try scanCompressed(bytes, count, scratch)
    } else {
      try scanPlain(bytes, count)
    }
  }

  private mutating func scanPlain(_ bytes: UnsafeRawBufferPointer, _ count: Int) throws(IndexFault) {
    var previous = UnsafeRawBufferPointer(start: nil, count: 0)
    var previousStage = -1
    for position in 0..<count {
      if position % IndexCheckpoints.spacing == 0 { checkpoints.add(start: end, previous: nil) }
      let entry = try read(bytes, position)
      let path = UnsafeRawBufferPointer(rebasing: bytes[entry.name])
      try validate(path, entry, bytes, position)
      note(path.order(to: previous), stage: entry.stage, after: previousStage, position)
      if path.lies(in: previous) { throw .insideDirectory(position) }
      previous = path
      previousStage = entry.stage
      end = entry.end
    }
  }

  private mutating func scanCompressed(
    _ bytes: UnsafeRawBufferPointer, _ count: Int, _ scratch: UnsafeMutableRawPointer
  ) throws(IndexFault) {
    var length = 0
    var previousStage = -1
    for position in 0..<count {
      if position % IndexCheckpoints.spacing == 0 {
        checkpoints.add(start: end, previous: UnsafeRawBufferPointer(start: scratch, count: length))
      }
      let entry = try read(bytes, position)
      let suffix = UnsafeRawBufferPointer(rebasing: bytes[entry.name])
      let kept = length - entry.dropped
      guard kept >= 0 else { throw .entry(position, .prefixTooLong) }
      guard kept + suffix.count <= IndexLayout.longestPath else { throw .entry(position, .pathTooLong) }
      let dropped = UnsafeRawBufferPointer(start: scratch + kept, count: entry.dropped)
      note(suffix.order(to: dropped), stage: entry.stage, after: previousStage, position)
      let isBelow = length > 0 && scratch.load(fromByteOffset: length - 1, as: UInt8.self) == slash
      if isBelow, suffix.starts(with: dropped) { throw .insideDirectory(position) }
      if let base = suffix.baseAddress { memcpy(scratch + kept, base, suffix.count) }
      length = kept + suffix.count
      try validate(UnsafeRawBufferPointer(start: scratch, count: length), entry, bytes, position)
      previousStage = entry.stage
      end = entry.end
    }
  }

  @inline(__always)
  private func read(_ bytes: UnsafeRawBufferPointer, _ position: Int) throws(IndexFault) -> IndexLayout.Entry {
    do throws(IndexLayout.Fault) {
      return try layout.entry(at: end, in: bytes, limit: limit)
    } catch {
      throw .entry(position, error)
    }
  }

  @inline(__always)
  private mutating func note(_ order: Int, stage: Int, after previous: Int, _ position: Int) {
    let isInOrder = order > 0 || order == 0 && previous > 0 && previous <= stage
    if !isInOrder, disorder == nil { disorder = .unsorted(position) }
  }

  /// What an entry is, and that its path fits to it.
  @inline(__always)
  private mutating func validate(
    _ path: UnsafeRawBufferPointer, _ entry: IndexLayout.Entry, _ bytes: UnsafeRawBufferPointer, _ position: Int
  ) throws(IndexFault) {
    let mode = bytes.number(at: entry.start + IndexLayout.modeOffset)
    let isDirectory = path.last == slash
    switch mode & 0o170000 {
    case 0o100000, 0o120000, 0o160000:
      if isDirectory { throw .badPath(position) }
    case 0o040000:
      guard isDirectory, path.count > 1, entry.stage == 0 else { throw .badPath(position) }
      holdsDirectories = true
    default: throw .unknownMode(position, mode)
    }
  }
}

private let slash = UInt8(ascii: "/")

extension UnsafeRawBufferPointer {
  /// Whether `directory`, with its slash, is the beginning of this path; what is no directory holds nothing.
  @inline(__always)
  fileprivate func lies(in directory: UnsafeRawBufferPointer) -> Bool {
    directory.last == slash && count >= directory.count
      && UnsafeRawBufferPointer(rebasing: self[..<directory.count]).order(to: directory) == 0
  }

  /// Negative, zero or positive, as these bytes come before, are, or come after `other` in git's order.
  @inline(__always)
  func order(to other: UnsafeRawBufferPointer) -> Int {
    let shared = Swift.min(count, other.count)
    if shared > 0, let left = baseAddress, let right = other.baseAddress {
      let result = memcmp(left, right, shared)
      if result != 0 { return Int(result) }
    }
    return count - other.count
  }
}
