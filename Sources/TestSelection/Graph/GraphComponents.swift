/// The files of a graph in groups that need each other in a circle; most groups have one file.
struct GraphComponents {
  /// The component of each file. A component comes after all those that its files need.
  private(set) var componentOf: [Int32]
  private(set) var count = 0

  /// Tarjan's algorithm, with a stack of its own: import chains are longer than a thread's stack is deep.
  init(_ needs: LinkLists) {
    let none: Int32 = -1
    componentOf = Array(repeating: none, count: needs.count)
    var order = [Int32](repeating: none, count: needs.count)
    var lowest = [Int32](repeating: 0, count: needs.count)
    var open: [Int32] = []
    var next: Int32 = 0
    /// The files on the way down, each with the link that comes next.
    var way: [(file: Int, link: Int)] = []
    for root in 0..<needs.count where order[root] == none {
      way.append((root, needs.range(root).lowerBound))
      order[root] = next
      lowest[root] = next
      next += 1
      open.append(Int32(root))
      while let (file, link) = way.last {
        if link < needs.range(file).upperBound {
          way[way.count - 1].link += 1
          let target = Int(needs.targets[link])
          if order[target] == none {
            order[target] = next
            lowest[target] = next
            next += 1
            open.append(Int32(target))
            way.append((target, needs.range(target).lowerBound))
          } else if componentOf[target] == none {
            lowest[file] = min(lowest[file], order[target])
          }
          continue
        }
        way.removeLast()
        if let above = way.last?.file { lowest[above] = min(lowest[above], lowest[file]) }
        guard lowest[file] == order[file] else { continue }
        while let member = open.popLast() {
          componentOf[Int(member)] = Int32(count)
          if Int(member) == file { break }
        }
        count += 1
      }
    }
  }
}
