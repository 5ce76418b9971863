// Fields that change at every frame: painted into a canvas that lies under the drawing, with colours looked up once.

// 256 colours from orange over clear to blue, as pixels; the same as those of a plane's still field.
function lookup(element) {
  const [below, above] = [channels(element, "--nnl-orange"), channels(element, "--nnl-blue")];
  const bytes = new Uint8ClampedArray(4 * 256);
  for (let k = 0; k < 256; k++) {
    const t = (k - 127.5) / 127.5;
    bytes.set((t > 0 ? above : below).slice(0, 3), 4 * k);
    bytes[4 * k + 3] = 255 * (t > 0 ? 0.55 : 0.32) * Math.abs(t);
  }
  return new Uint32Array(bytes.buffer);
}

function raster(parent, size) {
  const canvas = add(parent, "canvas", {
    class: "nnl-raster",
    width: size,
    height: size,
    "aria-hidden": "true",
  });
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(size, size);
  const pixels = new Uint32Array(picture.data.buffer);
  return {
    canvas,
    place(left, top, width, height = width) {
      Object.assign(canvas.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    },
    // `values` from 0 to 1.
    paint(values, colours) {
      for (let i = 0; i < pixels.length; i++) pixels[i] = colours[(values[i] * 255.99) | 0];
      pen.putImageData(picture, 0, 0);
    },
  };
}
