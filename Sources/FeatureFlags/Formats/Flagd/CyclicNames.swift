/// Finds names that lead back to themselves.
enum CyclicNames {
  /// The names that lie on a circle of `edges`: Tarjan's strongly connected components of more than one name, and names
  /// that lead to themselves. Takes time in proportion to the edges.
  static func find(in edges: [String: [String]]) -> Set<String> {
    var search = Search(edges: edges)
    for name in edges.keys where search.order[name] == nil { search.run(from: name) }
    return search.cyclic
  }

  private struct Search {
    let edges: [String: [String]]
    var order: [String: Int] = [:]
    var cyclic: Set<String> = []
    private var lowest: [String: Int] = [:]
    private var open: [String] = []
    private var isOpen: Set<String> = []

    init(edges: [String: [String]]) { self.edges = edges }

    mutating func run(from root: String) {
      var way = [(name: root, taken: 0)]
      enter(root)
      while let (name, taken) = way.last {
        let next = edges[name] ?? []
        if taken < next.count {
          way[way.count - 1].taken += 1
          let target = next[taken]
          if order[target] == nil {
            enter(target)
            way.append((target, 0))
          } else if isOpen.contains(target) {
            lower(name, to: order[target])
          }
          if target == name { cyclic.insert(name) }
        } else {
          way.removeLast()
          if let outer = way.last { lower(outer.name, to: lowest[name]) }
          if lowest[name] == order[name] { close(name) }
        }
      }
    }

    private mutating func enter(_ name: String) {
      (order[name], lowest[name]) = (order.count, order.count)
      open.append(name)
      isOpen.insert(name)
    }

    private mutating func lower(_ name: String, to number: Int?) {
      if let number, let own = lowest[name] { lowest[name] = min(own, number) }
    }

    /// Takes the component whose first name is `name` off the open ones.
    private mutating func close(_ name: String) {
      var component: [String] = []
      while let last = open.popLast() {
        isOpen.remove(last)
        component.append(last)
        if last == name { break }
      }
      if component.count > 1 { cyclic.formUnion(component) }
    }
  }
}
