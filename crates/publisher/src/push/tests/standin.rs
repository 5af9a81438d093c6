//! A push service in this process: hears over HTTP, and behaves as it is told.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What it does with a message.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// Answers with a status and header lines.
    Answer(u16, String),
    /// Answers a letter at a time, for as long as anybody listens.
    Drip,
    /// Does not answer.
    Hang,
    /// Hangs up.
    Close,
}

/// A message that it heard.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) path: String,
    pub(super) headers: HashMap<String, String>,
    pub(super) body: Vec<u8>,
}

/// A running one; it listens until the process ends.
pub(super) struct StandIn {
    pub(super) origin: String,
    pub(super) heard: Receiver<Heard>,
    pub(super) connections: Arc<AtomicUsize>,
    act: Arc<Mutex<Act>>,
}

impl StandIn {
    pub(super) fn start(act: Act) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (tell, heard) = channel();
        let act = Arc::new(Mutex::new(act));
        let connections = Arc::new(AtomicUsize::new(0));
        let (shared, counted) = (act.clone(), connections.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                let (act, tell) = (shared.clone(), tell.clone());
                std::thread::spawn(move || serve(&stream, &act, &tell));
            }
        });
        Self {
            origin,
            heard,
            connections,
            act,
        }
    }

    /// Behaves otherwise from now on.
    pub(super) fn become_(&self, act: Act) {
        *self.act.lock().unwrap() = act;
    }

    /// What was heard since this was asked last.
    pub(super) fn all(&self) -> Vec<Heard> {
        self.heard.try_iter().collect()
    }
}

/// An answer without headers.
pub(super) fn status(code: u16) -> Act {
    Act::Answer(code, String::new())
}

fn serve(stream: &TcpStream, act: &Mutex<Act>, tell: &Sender<Heard>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let heard = read(&mut reader)?;
        let act = act.lock().unwrap().clone();
        tell.send(heard).ok()?;
        let mut out = stream;
        match act {
            Act::Answer(code, lines) => {
                let answer = format!("HTTP/1.1 {code} X\r\ncontent-length: 0\r\n{lines}\r\n");
                out.write_all(answer.as_bytes()).ok()?;
            }
            Act::Hang => drop(stream.peek(&mut [0]).ok()?),
            Act::Close => return None,
            Act::Drip => {
                let letters = b"HTTP/1.1 201 Created\r\n"
                    .iter()
                    .chain(b"x: y\r\n".iter().cycle());
                // Waits by listening, so that it ends when the other side has.
                stream
                    .set_read_timeout(Some(Duration::from_millis(20)))
                    .ok()?;
                for letter in letters {
                    out.write_all(&[*letter]).ok()?;
                    if stream.peek(&mut [0]).is_ok_and(|heard| heard == 0) {
                        return None;
                    }
                }
            }
        }
    }
}

fn read(reader: &mut BufReader<&TcpStream>) -> Option<Heard> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length")?.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Heard {
        path,
        headers,
        body,
    })
}
