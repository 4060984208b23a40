/// Which of some tests need which file, a bit each.
struct TestNeeds {
  /// A row for each node of the graph, and behind them one for each test with itself alone, and one with all.
  private(set) var rows: BitRows
  private let nodeCount: Int
  /// The row with all tests.
  let commonRow: Int

  /// - Parameter tests: by their places in the graph.
  init(_ graph: SourceGraph, _ tests: [Int]) {
    nodeCount = graph.nodeCount
    commonRow = graph.nodeCount + tests.count
    let components = GraphComponents(graph.needs)
    let members = PlaceLists(components.componentOf, count: components.count)
    rows = BitRows(count: nodeCount + tests.count + 1, width: max(1, (tests.count + 63) / 64))
    for (number, test) in tests.enumerated() {
      rows.insert(number, in: test)
      rows.insert(number, in: nodeCount + number)
      rows.insert(number, in: nodeCount + tests.count)
    }
    // A component comes after all that it needs.
    for component in stride(from: components.count - 1, through: 0, by: -1) {
      guard let first = members[component].first.map(Int.init) else { continue }
      for node in members[component].dropFirst() { rows.add(Int(node), to: first) }
      if rows.isEmpty(first) { continue }
      for node in members[component] {
        if Int(node) != first { rows.add(first, to: Int(node)) }
        for link in graph.needs.range(Int(node)) { rows.add(first, to: Int(graph.needs.targets[link])) }
      }
    }
  }

  /// The row of the test with this number alone.
  func ownRow(_ number: Int) -> Int { nodeCount + number }

  func isNeeded(_ node: Int) -> Bool { !rows.isEmpty(node) }

  /// The numbers of the tests that need a node.
  func tests(of node: Int) -> [Int] { (0..<(rows.width * 64)).filter { rows.contains($0, in: node) } }
}
