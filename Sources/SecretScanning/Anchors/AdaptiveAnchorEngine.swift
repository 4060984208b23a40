import Synchronization

/// The portable engine for the first bytes, Vectorscan from then on where it is installed.
///
/// Opening the library costs a millisecond and compiling the anchors many, in which the portable engine has long read a commit
/// of ordinary size; whoever scans a tree or a history wants the other one, and wants it compiled once. All give the same hits.
final class AdaptiveAnchorEngine: AnchorEngine {
  /// From how many bytes on, all calls together, it pays to open the library where a compiled database is kept.
  static let loadingThreshold = 256 << 10
  /// From how many bytes on it pays to compile.
  static let threshold = 4 << 20

  private enum Fast: Sendable {
    case untried
    case notKept
    case missing
    case ready(VectorscanAnchorEngine)
  }

  private let anchors: [Anchor]
  private let portable: PortableAnchorEngine
  private let store: (any AnchorStore)?
  private let seen = Atomic<Int>(0)
  private let fast: Mutex<Fast> = Mutex(.untried)

  /// - Parameter store: where compiled databases are kept, `nil` for nowhere.
  init(anchors: [Anchor], store: (any AnchorStore)? = nil) {
    self.anchors = anchors
    self.store = store
    portable = PortableAnchorEngine(anchors: anchors)
  }

  func scan(_ bytes: UnsafeBufferPointer<UInt8>, into hits: inout AnchorHits) throws(SecretScanningError) {
    let total = seen.wrappingAdd(bytes.count, ordering: .relaxed).newValue
    if total > Self.loadingThreshold, let fast = fastEngine(total: total) {
      try fast.scan(bytes, into: &hits)
    } else {
      portable.scan(bytes, into: &hits)
    }
  }

  private func fastEngine(total: Int) -> VectorscanAnchorEngine? {
    fast.withLock { fast in
      if case .untried = fast {
        fast = store.flatMap { VectorscanAnchorEngine(anchors: anchors, keptIn: $0) }.map { .ready($0) } ?? .notKept
      }
      if case .notKept = fast, total > Self.threshold {
        fast = VectorscanAnchorEngine(anchors: anchors).map { .ready($0) } ?? .missing
        if case .ready(let engine) = fast, let store { engine.keep(in: store) }
      }
      if case .ready(let engine) = fast { return engine }
      return nil
    }
  }
}
