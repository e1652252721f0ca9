package org.receptive.server;

import java.nio.file.Path;
import org.receptive.server.access.Secret;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.frontend.FrontEndArchive;
import org.receptive.server.kernels.KernelChoice;

/**
 * How a server is set up.
 *
 * @param folder the folder whose files it serves
 * @param state where it keeps settings, workspaces and what it trusts
 * @param host the name or address on which it listens
 * @param port its port; 0 for any that is free
 * @param token what a visitor must know
 * @param kernel the kernel that it offers
 * @param frontEnd the pages; the server closes them at its end
 * @param files how files are written
 */
public record ServerOptions(
    Path folder,
    Path state,
    String host,
    int port,
    Secret token,
    KernelChoice kernel,
    FrontEndArchive frontEnd,
    AtomicFile files) {}
