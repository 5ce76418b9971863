// State that lives in the page and in traits of the same names: `move` changes some, `heard` follows the kernel.
function shared(model, names, { changed }) {
  const state = {};
  const read = () => {
    for (const name of names) state[name] = structuredClone(model.get(name));
  };
  read();
  let own = false;
  const listen = () => own || (read(), changed());
  for (const name of names) model.on(`change:${name}`, listen);
  return {
    state,
    move(changes) {
      Object.assign(state, changes);
      own = true; // setting a trait calls this page's own listeners as well
      for (const [name, value] of Object.entries(changes)) model.set(name, structuredClone(value));
      own = false;
      changed();
    },
    stop() {
      for (const name of names) model.off(`change:${name}`, listen);
    },
  };
}
