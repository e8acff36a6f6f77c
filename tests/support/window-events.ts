/** Somewhere for the renderer's modules to listen for messages when they are read outside a window. */
Object.assign(globalThis, { window: new EventTarget() });
